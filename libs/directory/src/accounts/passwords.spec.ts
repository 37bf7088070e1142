import { hashPassword, NOBODYS_HASH, verifyPassword } from './passwords.js';

describe('passwords', () => {
  test('are kept as argon2id with its cost and a salt of their own', async () => {
    const [first, second] = await Promise.all([hashPassword('құпиясөз'), hashPassword('құпиясөз')]);
    expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/);
    expect(second).not.toBe(first);
    expect(await verifyPassword('құпиясөз', first)).toBe(true);
    expect(await verifyPassword('құпиясөз ', first)).toBe(false);
  });

  test('are the same however the keyboard composes a letter', async () => {
    expect(await verifyPassword('\u0438\u0306', await hashPassword('\u0439'))).toBe(true);
  });

  test('the reference vector of RFC 9106 would be read: cost and salt come from the stored hash', async () => {
    // Made by the reference implementation: argon2 "somesalt" -id -t 2 -m 16 -p 1 of "password".
    const stored = '$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc';
    expect(await verifyPassword('password', stored)).toBe(true);
  });

  test('nobody has the password of a login that does not exist', async () => {
    expect(await verifyPassword('', NOBODYS_HASH)).toBe(false);
  });

  test('a hash of another kind is a fault, never a match', async () => {
    await expect(verifyPassword('x', '$2b$12$abc')).rejects.toThrow('not in the expected format');
  });
});
