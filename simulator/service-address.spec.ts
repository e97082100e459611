import { serviceAddress } from './service-address';

describe('the address of the service', () => {
  it.each([
    ['127.0.0.1', 8080, 'http://127.0.0.1:8080/'],
    ['chat.example', 3000, 'http://chat.example:3000/'],
    ['0.0.0.0', 3000, 'http://127.0.0.1:3000/'],
    ['::', 3000, 'http://[::1]:3000/'],
    ['::1', 80, 'http://[::1]/'],
  ])('follows from HOST=%s and PORT=%i', (host, port, address) => {
    expect(serviceAddress({ host, port }).href).toBe(address);
  });

  it('is not known of a service that takes any free port, and the error says what to give', () => {
    expect(() => serviceAddress({ host: '127.0.0.1', port: 0 })).toThrow('--url http://');
  });
});
