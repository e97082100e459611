# The service for a ClickHouse server of its own (CLICKHOUSE_URL). The embedded one is left out: it is half a gigabyte.
# It runs with a read-only root, without any capability: docker-compose.yml shows how. To pin the image that it is
# built on: docker buildx imagetools inspect node:24-bookworm-slim --format '{{.Manifest.Digest}}', and
# docker build --build-arg NODE_IMAGE=node:24-bookworm-slim@<digest> .
ARG NODE_IMAGE=node:24-bookworm-slim
FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY . .
RUN npm run --silent build && npm prune --omit=dev && rm -rf node_modules/@chdb

FROM ${NODE_IMAGE}
ENV NODE_ENV=production HOST=0.0.0.0 PORT=3000 DATA_DIR=/data
WORKDIR /app
RUN mkdir --mode=0700 /data && chown node:node /data
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist ./dist
COPY --from=build /app/clickhouse ./clickhouse
COPY package.json LICENSE ./
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s --retries=3 \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]
CMD ["node", "dist/src/main.js", "start"]
