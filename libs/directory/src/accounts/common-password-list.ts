let listed: Promise<ReadonlySet<string>> | undefined;

/** The common passwords of the world, in lower case; read when first asked for, then kept. */
export function commonPasswords(): Promise<ReadonlySet<string>> {
  listed ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return listed;
}
