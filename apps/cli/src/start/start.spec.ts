import { ending, restartDelay } from './managed-process.js';
import { peopleLines, tableLines } from './people-table.js';
import { localAddress, probeAddress } from './ports.js';

describe('what ./portal start tells', () => {
  test('columns line up under Kazakh letters', () => {
    const lines = tableLines(
      ['Login', 'Name'],
      [
        ['aigerim', 'Әбдіғали Айгерім'],
        ['b', 'Ұлан'],
      ],
    );
    expect(lines).toEqual([
      'Login    Name',
      '-------  ----------------',
      'aigerim  Әбдіғали Айгерім',
      'b        Ұлан',
    ]);
  });

  test('people stand under their body, with their posts, units and duties', () => {
    const of = (login: string, body: string) => ({
      login,
      name: 'Ұлан',
      post: 'Expert',
      unit: 'Legal',
      body,
    });
    const { unit: _unit, ...before } = of('c', 'Justice');
    const officer = { ...of('b', 'Finance'), duties: ['hr_officer', 'coordinator'] };
    expect(peopleLines([of('a', 'Finance'), officer, before])).toEqual([
      'Login  Name  Post    Unit   Duties',
      '-----  ----  ------  -----  -----------------------',
      '',
      'Finance',
      'a      Ұлан  Expert  Legal',
      'b      Ұлан  Expert  Legal  hr officer, coordinator',
      '',
      'Justice',
      'c      Ұлан  Expert',
    ]);
  });

  test('the address is one that a browser on this machine opens', () => {
    expect(localAddress('127.0.0.1', 3000)).toBe('http://localhost:3000');
    expect(localAddress('0.0.0.0', 80)).toBe('http://localhost:80');
    expect(localAddress('portal.example', 3000)).toBe('http://portal.example:3000');
  });

  test('health is asked at an address that needs no look-up', () => {
    expect(probeAddress('0.0.0.0', 3000)).toBe('http://127.0.0.1:3000');
    expect(probeAddress('::', 3000)).toBe('http://[::1]:3000');
  });

  test('a program that keeps dying is started again ever more slowly, at least twice a minute', () => {
    expect([1, 2, 3, 4, 5, 6, 50].map(restartDelay)).toEqual([
      1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
    ]);
  });

  test('how a program ended is told in words', () => {
    expect(ending(1, null)).toBe('exit status 1');
    expect(ending(null, 'SIGKILL')).toBe('signal SIGKILL');
  });
});
