interface NameParts {
  readonly surname: string;
  readonly givenName: string;
  /** Empty where the person has none. */
  readonly patronymic: string;
}

/** "Surname Given Patronymic". */
export function fullNameOf({ surname, givenName, patronymic }: NameParts): string {
  return [surname, givenName, patronymic].filter(Boolean).join(' ');
}

/** SQL: the same, of `directory.employee`. */
export const FULL_NAME = `concat_ws(' ', surname, given_name, nullif(patronymic, ''))`;

/** "Surname G. P.", for narrow places. */
export function shortNameOf({ surname, givenName, patronymic }: NameParts): string {
  const initials = [givenName, patronymic].flatMap((name) => ([...name][0] ? `${[...name][0]}.` : []));
  return [surname, ...initials].join(' ');
}
