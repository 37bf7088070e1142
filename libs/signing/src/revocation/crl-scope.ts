import type { Certificate } from '../certificates/certificate.js';
import { ALL_REASONS, type DistributionPoint, type PointName } from '../certificates/distribution-points.js';
import { type GeneralName, sameGeneralName } from '../certificates/general-names.js';
import { type Name, relativeName, sameName } from '../certificates/names.js';
import type { Crl } from './crl.js';

/** A place where the certificate's issuer lists all its revocations: assumed where no other is named. */
const IMPLIED: DistributionPoint = { name: undefined, reasons: ALL_REASONS, crlIssuer: undefined };

/**
 * The reasons for which a list may revoke this certificate, over all distribution points that the
 * certificate names and the one that is implied (RFC 5280 section 6.3.3 b and d).
 * @returns a mask of reasons; 0 where the list is for other certificates
 */
export function reasonsCovered(crl: Crl, certificate: Certificate): number {
  const points = [...certificate.crlDistributionPoints, IMPLIED];
  return points.reduce((mask, point) => mask | reasonsAt(point, crl, certificate), 0);
}

function reasonsAt(point: DistributionPoint, crl: Crl, certificate: Certificate): number {
  const { scope } = crl;
  if (point.crlIssuer === undefined) {
    if (!sameName(crl.issuer, certificate.issuer)) return 0;
  } else if (!scope?.indirect || !namesIssuer(point.crlIssuer, crl.issuer)) {
    return 0;
  }
  if (scope === undefined) return point.reasons;
  const isAuthority = certificate.basicConstraints?.ca === true;
  if (scope.onlyAttributes || (scope.onlyUsers && isAuthority) || (scope.onlyAuthorities && !isAuthority)) {
    return 0;
  }
  if (scope.name !== undefined && !meets(scope.name, point, crl, certificate)) return 0;
  return scope.reasons & point.reasons;
}

/** The list's own distribution point is one of those that the certificate's point names. */
function meets(own: PointName, point: DistributionPoint, crl: Crl, certificate: Certificate): boolean {
  const ownNames = fullNames(own, crl.issuer);
  const wanted =
    point.name !== undefined
      ? fullNames(point.name, point.crlIssuer === undefined ? certificate.issuer : crl.issuer)
      : (point.crlIssuer ?? [directoryName(certificate.issuer)]);
  return ownNames.some((name) => wanted.some((other) => sameGeneralName(name, other)));
}

function fullNames(name: PointName, base: Name): GeneralName[] {
  return 'names' in name ? name.names : [directoryName(relativeName(base, name.relative))];
}

function directoryName(name: Name): GeneralName {
  return { form: 'directory', name, raw: name.raw };
}

/** Whether one of the names is this directory name. */
export function namesIssuer(names: readonly GeneralName[], issuer: Name): boolean {
  return names.some((name) => name.form === 'directory' && sameName(name.name, issuer));
}
