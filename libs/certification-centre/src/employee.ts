import { type NameAttributes, OID } from './certificate-maker.js';

/** Roles as the national certification centre writes them among the extended key usages. */
export const ROLES = {
  head: ['1.2.398.3.3.4.1.2', '1.2.398.3.3.4.1.2.1'],
  rightToSign: ['1.2.398.3.3.4.1.2', '1.2.398.3.3.4.1.2.2'],
  employee: ['1.2.398.3.3.4.1.2', '1.2.398.3.3.4.1.2.5'],
} as const;
export type Role = keyof typeof ROLES;

/** Whom a key file is issued to. */
export interface EmployeeRequest {
  surname: string;
  given: string;
  patronymic?: string;
  /** Twelve digits. */
  iin: string;
  /** Twelve digits: the body's number. */
  bin: string;
  /** The body's name, in the language of its certificate. */
  organisation: string;
  role: Role;
  password: string;
}

/** "SURNAME GIVEN", as the national certification centre writes it. */
export function commonNameOf({ surname, given }: EmployeeRequest): string {
  return `${surname} ${given}`.toLocaleUpperCase('kk');
}

/** The subject of an employee's certificate. G holds the patronymic: so does the national centre's. */
export function employeeName(request: EmployeeRequest): NameAttributes {
  const patronymic = request.patronymic?.toLocaleUpperCase('kk');
  return [
    [OID.commonName, commonNameOf(request)],
    [OID.surname, request.surname.toLocaleUpperCase('kk')],
    [OID.serialNumber, `IIN${request.iin}`],
    [OID.country, 'KZ'],
    ...(patronymic ? [[OID.given, patronymic] as const] : []),
    [OID.organisation, request.organisation],
    [OID.unit, `BIN${request.bin}`],
    [OID.description, 'TEST'],
  ];
}
