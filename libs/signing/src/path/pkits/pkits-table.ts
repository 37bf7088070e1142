/**
 * What the Public Key Interoperability Test Suite of NIST (PKITS, edition of 2011) expects: section, end
 * certificate, outcome, and the inputs of RFC 5280 section 6.1.1 where they are not the default. `policy-1` is
 * NIST-test-policy-1 in user-initial-policy-set, `explicit` initial-explicit-policy, `no-mapping`
 * initial-policy-mapping-inhibit, `no-any` initial-any-policy-inhibit.
 *
 * Where the suite says valid or invalid, the outcome here is the code. Three rows differ from it on purpose:
 * 4.1.4 and 4.1.5 (DSA is not among the algorithms), and 4.14.34, whose list names another issuer (CN) than the
 * certificate has (OU). 4.3.10 is not here: the certificate of its centre is missing from the set.
 */
export const PKITS_ROWS = `
4.1.1 ValidCertificatePathTest1 VALID
4.1.2 InvalidCASignatureTest2 CERTIFICATE_SIGNATURE_WRONG
4.1.3 InvalidEESignatureTest3 CERTIFICATE_SIGNATURE_WRONG
4.1.4 ValidDSASignaturesTest4 ALGORITHM_NOT_ALLOWED
4.1.5 ValidDSAParameterInheritanceTest5 ALGORITHM_NOT_ALLOWED
4.1.6 InvalidDSASignatureTest6 ALGORITHM_NOT_ALLOWED
4.2.1 InvalidCAnotBeforeDateTest1 ISSUER_NOT_YET_VALID
4.2.2 InvalidEEnotBeforeDateTest2 CERTIFICATE_NOT_YET_VALID
4.2.3 Validpre2000UTCnotBeforeDateTest3 VALID
4.2.4 ValidGeneralizedTimenotBeforeDateTest4 VALID
4.2.5 InvalidCAnotAfterDateTest5 ISSUER_EXPIRED
4.2.6 InvalidEEnotAfterDateTest6 CERTIFICATE_EXPIRED
4.2.7 Invalidpre2000UTCEEnotAfterDateTest7 CERTIFICATE_EXPIRED
4.2.8 ValidGeneralizedTimenotAfterDateTest8 VALID
4.3.1 InvalidNameChainingTest1 PATH_INCOMPLETE
4.3.2 InvalidNameChainingOrderTest2 PATH_INCOMPLETE
4.3.3 ValidNameChainingWhitespaceTest3 VALID
4.3.4 ValidNameChainingWhitespaceTest4 VALID
4.3.5 ValidNameChainingCapitalizationTest5 VALID
4.3.6 ValidNameUIDsTest6 VALID
4.3.7 ValidRFC3280MandatoryAttributeTypesTest7 VALID
4.3.8 ValidRFC3280OptionalAttributeTypesTest8 VALID
4.3.9 ValidUTF8StringEncodedNamesTest9 VALID
4.3.11 ValidUTF8StringCaseInsensitiveMatchTest11 VALID
4.4.1 InvalidMissingCRLTest1 REVOCATION_UNKNOWN
4.4.2 InvalidRevokedCATest2 ISSUER_REVOKED
4.4.3 InvalidRevokedEETest3 CERTIFICATE_REVOKED
4.4.4 InvalidBadCRLSignatureTest4 CRL_SIGNATURE_WRONG
4.4.5 InvalidBadCRLIssuerNameTest5 REVOCATION_UNKNOWN
4.4.6 InvalidWrongCRLTest6 REVOCATION_UNKNOWN
4.4.7 ValidTwoCRLsTest7 VALID
4.4.8 InvalidUnknownCRLEntryExtensionTest8 CRL_UNSUPPORTED
4.4.9 InvalidUnknownCRLExtensionTest9 CRL_UNSUPPORTED
4.4.10 InvalidUnknownCRLExtensionTest10 CRL_UNSUPPORTED
4.4.11 InvalidOldCRLnextUpdateTest11 CRL_STALE
4.4.12 Invalidpre2000CRLnextUpdateTest12 CRL_STALE
4.4.13 ValidGeneralizedTimeCRLnextUpdateTest13 VALID
4.4.14 ValidNegativeSerialNumberTest14 VALID
4.4.15 InvalidNegativeSerialNumberTest15 CERTIFICATE_REVOKED
4.4.16 ValidLongSerialNumberTest16 VALID
4.4.17 ValidLongSerialNumberTest17 VALID
4.4.18 InvalidLongSerialNumberTest18 CERTIFICATE_REVOKED
4.4.19 ValidSeparateCertificateandCRLKeysTest19 VALID
4.4.20 InvalidSeparateCertificateandCRLKeysTest20 CERTIFICATE_REVOKED
4.4.21 InvalidSeparateCertificateandCRLKeysTest21 CRL_ISSUER_NOT_ALLOWED
4.5.1 ValidBasicSelfIssuedOldWithNewTest1 VALID
4.5.2 InvalidBasicSelfIssuedOldWithNewTest2 CERTIFICATE_REVOKED
4.5.3 ValidBasicSelfIssuedNewWithOldTest3 VALID
4.5.4 ValidBasicSelfIssuedNewWithOldTest4 VALID
4.5.5 InvalidBasicSelfIssuedNewWithOldTest5 CERTIFICATE_REVOKED
4.5.6 ValidBasicSelfIssuedCRLSigningKeyTest6 VALID
4.5.7 InvalidBasicSelfIssuedCRLSigningKeyTest7 CERTIFICATE_REVOKED
4.5.8 InvalidBasicSelfIssuedCRLSigningKeyTest8 ISSUER_NOT_CA
4.6.1 InvalidMissingbasicConstraintsTest1 ISSUER_NOT_CA
4.6.2 InvalidcAFalseTest2 ISSUER_NOT_CA
4.6.3 InvalidcAFalseTest3 ISSUER_NOT_CA
4.6.4 ValidbasicConstraintsNotCriticalTest4 VALID
4.6.5 InvalidpathLenConstraintTest5 PATH_LENGTH_EXCEEDED
4.6.6 InvalidpathLenConstraintTest6 PATH_LENGTH_EXCEEDED
4.6.7 ValidpathLenConstraintTest7 VALID
4.6.8 ValidpathLenConstraintTest8 VALID
4.6.9 InvalidpathLenConstraintTest9 PATH_LENGTH_EXCEEDED
4.6.10 InvalidpathLenConstraintTest10 PATH_LENGTH_EXCEEDED
4.6.11 InvalidpathLenConstraintTest11 PATH_LENGTH_EXCEEDED
4.6.12 InvalidpathLenConstraintTest12 PATH_LENGTH_EXCEEDED
4.6.13 ValidpathLenConstraintTest13 VALID
4.6.14 ValidpathLenConstraintTest14 VALID
4.6.15 ValidSelfIssuedpathLenConstraintTest15 VALID
4.6.16 InvalidSelfIssuedpathLenConstraintTest16 PATH_LENGTH_EXCEEDED
4.6.17 ValidSelfIssuedpathLenConstraintTest17 VALID
4.7.1 InvalidkeyUsageCriticalkeyCertSignFalseTest1 ISSUER_KEY_USAGE_WRONG
4.7.2 InvalidkeyUsageNotCriticalkeyCertSignFalseTest2 ISSUER_KEY_USAGE_WRONG
4.7.3 ValidkeyUsageNotCriticalTest3 VALID
4.7.4 InvalidkeyUsageCriticalcRLSignFalseTest4 CRL_ISSUER_NOT_ALLOWED
4.7.5 InvalidkeyUsageNotCriticalcRLSignFalseTest5 CRL_ISSUER_NOT_ALLOWED
4.8.1.1 ValidCertificatePathTest1 VALID explicit
4.8.1.2 ValidCertificatePathTest1 VALID policy-1 explicit
4.8.1.3 ValidCertificatePathTest1 POLICY_MISSING policy-2 explicit
4.8.1.4 ValidCertificatePathTest1 VALID policy-1 policy-2 explicit
4.8.2.1 AllCertificatesNoPoliciesTest2 VALID
4.8.2.2 AllCertificatesNoPoliciesTest2 POLICY_MISSING explicit
4.8.3.1 DifferentPoliciesTest3 VALID
4.8.3.2 DifferentPoliciesTest3 POLICY_MISSING explicit
4.8.3.3 DifferentPoliciesTest3 POLICY_MISSING policy-1 policy-2 explicit
4.8.4 DifferentPoliciesTest4 POLICY_MISSING
4.8.5 DifferentPoliciesTest5 POLICY_MISSING
4.8.6.1 OverlappingPoliciesTest6 VALID
4.8.6.2 OverlappingPoliciesTest6 VALID policy-1
4.8.6.3 OverlappingPoliciesTest6 POLICY_MISSING policy-2
4.8.7 DifferentPoliciesTest7 POLICY_MISSING
4.8.8 DifferentPoliciesTest8 POLICY_MISSING
4.8.9 DifferentPoliciesTest9 POLICY_MISSING
4.8.10.1 AllCertificatesSamePoliciesTest10 VALID policy-1
4.8.10.2 AllCertificatesSamePoliciesTest10 VALID policy-2
4.8.10.3 AllCertificatesSamePoliciesTest10 VALID
4.8.11.1 AllCertificatesanyPolicyTest11 VALID
4.8.11.2 AllCertificatesanyPolicyTest11 VALID policy-1
4.8.12 DifferentPoliciesTest12 POLICY_MISSING
4.8.13.1 AllCertificatesSamePoliciesTest13 VALID policy-1
4.8.13.2 AllCertificatesSamePoliciesTest13 VALID policy-2
4.8.13.3 AllCertificatesSamePoliciesTest13 VALID policy-3
4.8.14.1 AnyPolicyTest14 VALID policy-1
4.8.14.2 AnyPolicyTest14 POLICY_MISSING policy-2
4.8.15 UserNoticeQualifierTest15 VALID
4.8.16 UserNoticeQualifierTest16 VALID
4.8.17 UserNoticeQualifierTest17 VALID
4.8.18.1 UserNoticeQualifierTest18 VALID policy-1
4.8.18.2 UserNoticeQualifierTest18 VALID policy-2
4.8.19 UserNoticeQualifierTest19 VALID
4.8.20 CPSPointerQualifierTest20 VALID explicit
4.9.1 ValidrequireExplicitPolicyTest1 VALID
4.9.2 ValidrequireExplicitPolicyTest2 VALID
4.9.3 InvalidrequireExplicitPolicyTest3 POLICY_MISSING
4.9.4 ValidrequireExplicitPolicyTest4 VALID
4.9.5 InvalidrequireExplicitPolicyTest5 POLICY_MISSING
4.9.6 ValidSelfIssuedrequireExplicitPolicyTest6 VALID
4.9.7 InvalidSelfIssuedrequireExplicitPolicyTest7 POLICY_MISSING
4.9.8 InvalidSelfIssuedrequireExplicitPolicyTest8 POLICY_MISSING
4.10.1.1 ValidPolicyMappingTest1 VALID policy-1
4.10.1.2 ValidPolicyMappingTest1 POLICY_MISSING policy-2
4.10.1.3 ValidPolicyMappingTest1 POLICY_MISSING no-mapping
4.10.2.1 InvalidPolicyMappingTest2 POLICY_MISSING
4.10.2.2 InvalidPolicyMappingTest2 POLICY_MISSING no-mapping
4.10.3.1 ValidPolicyMappingTest3 POLICY_MISSING policy-1
4.10.3.2 ValidPolicyMappingTest3 VALID policy-2
4.10.4 InvalidPolicyMappingTest4 POLICY_MISSING
4.10.5.1 ValidPolicyMappingTest5 VALID policy-1
4.10.5.2 ValidPolicyMappingTest5 POLICY_MISSING policy-6
4.10.6.1 ValidPolicyMappingTest6 VALID policy-1
4.10.6.2 ValidPolicyMappingTest6 POLICY_MISSING policy-6
4.10.7 InvalidMappingFromanyPolicyTest7 POLICY_MAPPING_WRONG
4.10.8 InvalidMappingToanyPolicyTest8 POLICY_MAPPING_WRONG
4.10.9 ValidPolicyMappingTest9 VALID
4.10.10 InvalidPolicyMappingTest10 POLICY_MISSING
4.10.11 ValidPolicyMappingTest11 VALID
4.10.12.1 ValidPolicyMappingTest12 VALID policy-1
4.10.12.2 ValidPolicyMappingTest12 VALID policy-2
4.10.13 ValidPolicyMappingTest13 VALID
4.10.14 ValidPolicyMappingTest14 VALID
4.11.1 InvalidinhibitPolicyMappingTest1 POLICY_MISSING
4.11.2 ValidinhibitPolicyMappingTest2 VALID
4.11.3 InvalidinhibitPolicyMappingTest3 POLICY_MISSING
4.11.4 ValidinhibitPolicyMappingTest4 VALID
4.11.5 InvalidinhibitPolicyMappingTest5 POLICY_MISSING
4.11.6 InvalidinhibitPolicyMappingTest6 POLICY_MISSING
4.11.7 ValidSelfIssuedinhibitPolicyMappingTest7 VALID
4.11.8 InvalidSelfIssuedinhibitPolicyMappingTest8 POLICY_MISSING
4.11.9 InvalidSelfIssuedinhibitPolicyMappingTest9 POLICY_MISSING
4.11.10 InvalidSelfIssuedinhibitPolicyMappingTest10 POLICY_MISSING
4.11.11 InvalidSelfIssuedinhibitPolicyMappingTest11 POLICY_MISSING
4.12.1 InvalidinhibitAnyPolicyTest1 POLICY_MISSING
4.12.2 ValidinhibitAnyPolicyTest2 VALID
4.12.3.1 inhibitAnyPolicyTest3 VALID
4.12.3.2 inhibitAnyPolicyTest3 POLICY_MISSING no-any
4.12.4 InvalidinhibitAnyPolicyTest4 POLICY_MISSING
4.12.5 InvalidinhibitAnyPolicyTest5 POLICY_MISSING
4.12.6 InvalidinhibitAnyPolicyTest6 POLICY_MISSING
4.12.7 ValidSelfIssuedinhibitAnyPolicyTest7 VALID
4.12.8 InvalidSelfIssuedinhibitAnyPolicyTest8 POLICY_MISSING
4.12.9 ValidSelfIssuedinhibitAnyPolicyTest9 VALID
4.12.10 InvalidSelfIssuedinhibitAnyPolicyTest10 POLICY_MISSING
4.13.1 ValidDNnameConstraintsTest1 VALID
4.13.2 InvalidDNnameConstraintsTest2 NAME_NOT_PERMITTED
4.13.3 InvalidDNnameConstraintsTest3 NAME_NOT_PERMITTED
4.13.4 ValidDNnameConstraintsTest4 VALID
4.13.5 ValidDNnameConstraintsTest5 VALID
4.13.6 ValidDNnameConstraintsTest6 VALID
4.13.7 InvalidDNnameConstraintsTest7 NAME_NOT_PERMITTED
4.13.8 InvalidDNnameConstraintsTest8 NAME_NOT_PERMITTED
4.13.9 InvalidDNnameConstraintsTest9 NAME_NOT_PERMITTED
4.13.10 InvalidDNnameConstraintsTest10 NAME_NOT_PERMITTED
4.13.11 ValidDNnameConstraintsTest11 VALID
4.13.12 InvalidDNnameConstraintsTest12 NAME_NOT_PERMITTED
4.13.13 InvalidDNnameConstraintsTest13 NAME_NOT_PERMITTED
4.13.14 ValidDNnameConstraintsTest14 VALID
4.13.15 InvalidDNnameConstraintsTest15 NAME_NOT_PERMITTED
4.13.16 InvalidDNnameConstraintsTest16 NAME_NOT_PERMITTED
4.13.17 InvalidDNnameConstraintsTest17 NAME_NOT_PERMITTED
4.13.18 ValidDNnameConstraintsTest18 VALID
4.13.19 ValidDNnameConstraintsTest19 VALID
4.13.20 InvalidDNnameConstraintsTest20 NAME_NOT_PERMITTED
4.13.21 ValidRFC822nameConstraintsTest21 VALID
4.13.22 InvalidRFC822nameConstraintsTest22 NAME_NOT_PERMITTED
4.13.23 ValidRFC822nameConstraintsTest23 VALID
4.13.24 InvalidRFC822nameConstraintsTest24 NAME_NOT_PERMITTED
4.13.25 ValidRFC822nameConstraintsTest25 VALID
4.13.26 InvalidRFC822nameConstraintsTest26 NAME_NOT_PERMITTED
4.13.27 ValidDNandRFC822nameConstraintsTest27 VALID
4.13.28 InvalidDNandRFC822nameConstraintsTest28 NAME_NOT_PERMITTED
4.13.29 InvalidDNandRFC822nameConstraintsTest29 NAME_NOT_PERMITTED
4.13.30 ValidDNSnameConstraintsTest30 VALID
4.13.31 InvalidDNSnameConstraintsTest31 NAME_NOT_PERMITTED
4.13.32 ValidDNSnameConstraintsTest32 VALID
4.13.33 InvalidDNSnameConstraintsTest33 NAME_NOT_PERMITTED
4.13.34 ValidURInameConstraintsTest34 VALID
4.13.35 InvalidURInameConstraintsTest35 NAME_NOT_PERMITTED
4.13.36 ValidURInameConstraintsTest36 VALID
4.13.37 InvalidURInameConstraintsTest37 NAME_NOT_PERMITTED
4.13.38 InvalidDNSnameConstraintsTest38 NAME_NOT_PERMITTED
4.14.1 ValiddistributionPointTest1 VALID
4.14.2 InvaliddistributionPointTest2 CERTIFICATE_REVOKED
4.14.3 InvaliddistributionPointTest3 CRL_OUT_OF_SCOPE
4.14.4 ValiddistributionPointTest4 VALID
4.14.5 ValiddistributionPointTest5 VALID
4.14.6 InvaliddistributionPointTest6 CERTIFICATE_REVOKED
4.14.7 ValiddistributionPointTest7 VALID
4.14.8 InvaliddistributionPointTest8 CRL_OUT_OF_SCOPE
4.14.9 InvaliddistributionPointTest9 CRL_OUT_OF_SCOPE
4.14.10 ValidNoissuingDistributionPointTest10 VALID
4.14.11 InvalidonlyContainsUserCertsTest11 CRL_OUT_OF_SCOPE
4.14.12 InvalidonlyContainsCACertsTest12 CRL_OUT_OF_SCOPE
4.14.13 ValidonlyContainsCACertsTest13 VALID
4.14.14 InvalidonlyContainsAttributeCertsTest14 CRL_OUT_OF_SCOPE
4.14.15 InvalidonlySomeReasonsTest15 CERTIFICATE_REVOKED
4.14.16 InvalidonlySomeReasonsTest16 CERTIFICATE_REVOKED
4.14.17 InvalidonlySomeReasonsTest17 CRL_REASONS_MISSING
4.14.18 ValidonlySomeReasonsTest18 VALID
4.14.19 ValidonlySomeReasonsTest19 VALID
4.14.20 InvalidonlySomeReasonsTest20 CERTIFICATE_REVOKED
4.14.21 InvalidonlySomeReasonsTest21 CERTIFICATE_REVOKED
4.14.22 ValidIDPwithindirectCRLTest22 VALID
4.14.23 InvalidIDPwithindirectCRLTest23 CERTIFICATE_REVOKED
4.14.24 ValidIDPwithindirectCRLTest24 VALID
4.14.25 ValidIDPwithindirectCRLTest25 VALID
4.14.26 InvalidIDPwithindirectCRLTest26 REVOCATION_UNKNOWN
4.14.27 InvalidcRLIssuerTest27 CRL_OUT_OF_SCOPE
4.14.28 ValidcRLIssuerTest28 VALID
4.14.29 ValidcRLIssuerTest29 VALID
4.14.30 ValidcRLIssuerTest30 VALID
4.14.31 InvalidcRLIssuerTest31 CERTIFICATE_REVOKED
4.14.32 InvalidcRLIssuerTest32 CERTIFICATE_REVOKED
4.14.33 ValidcRLIssuerTest33 VALID
4.14.34 InvalidcRLIssuerTest34 VALID
4.14.35 InvalidcRLIssuerTest35 CRL_OUT_OF_SCOPE
4.15.1 InvaliddeltaCRLIndicatorNoBaseTest1 CRL_UNSUPPORTED
4.15.2 ValiddeltaCRLTest2 VALID
4.15.3 InvaliddeltaCRLTest3 CERTIFICATE_REVOKED
4.15.4 InvaliddeltaCRLTest4 CERTIFICATE_REVOKED
4.15.5 ValiddeltaCRLTest5 VALID
4.15.6 InvaliddeltaCRLTest6 CERTIFICATE_REVOKED
4.15.7 ValiddeltaCRLTest7 VALID
4.15.8 ValiddeltaCRLTest8 VALID
4.15.9 InvaliddeltaCRLTest9 CERTIFICATE_REVOKED
4.15.10 InvaliddeltaCRLTest10 CRL_STALE
4.16.1 ValidUnknownNotCriticalCertificateExtensionTest1 VALID
4.16.2 InvalidUnknownCriticalCertificateExtensionTest2 EXTENSION_CRITICAL_UNKNOWN
`
  .trim()
  .split('\n');
