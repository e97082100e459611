# The service for a ClickHouse server of its own (CLICKHOUSE_URL). It is the package that npm packs, and nothing else: all
# that it needs is within it, but for the embedded ClickHouse, which is left out, as it is half a gigabyte.
# It runs with a read-only root, without any capability: docker-compose.yml shows how. To pin the image that it is
# built on: docker buildx imagetools inspect node:24-bookworm-slim --format '{{.Manifest.Digest}}', and
# docker build --build-arg NODE_IMAGE=node:24-bookworm-slim@<digest> .
ARG NODE_IMAGE=node:24-bookworm-slim
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm pack && mkdir /package && tar --extract --file signalzen-analytics-*.tgz --directory /package --strip-components=1

FROM ${NODE_IMAGE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN mkdir --mode=0700 /data && chown node:node /data
COPY --from=build /package ./
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "/app/dist/src/main.js"]
CMD ["start"]
