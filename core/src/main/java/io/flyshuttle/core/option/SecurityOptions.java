// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

import java.time.Duration;
import java.util.List;

/**
 * Kerberos, secrets and encryption. Processes of a session know each other by a secret that is made
 * for it and travels with the credentials that YARN gives them.
 */
public final class SecurityOptions {
  private SecurityOptions() {}

  /** Whether settings ask for encryption between processes. */
  public static boolean isInternalSSLEnabled(Configuration configuration) {
    return configuration.get(SSL_INTERNAL_ENABLED, configuration.get(SSL_ENABLED));
  }

  /** Whether settings ask for encryption between client and session. */
  public static boolean isRestSSLEnabled(Configuration configuration) {
    return configuration.get(SSL_REST_ENABLED, configuration.get(SSL_ENABLED));
  }

  /** Whether settings ask for certificates of clients. */
  public static boolean isRestSSLAuthenticationEnabled(Configuration configuration) {
    return isRestSSLEnabled(configuration) && configuration.get(SSL_REST_AUTHENTICATION_ENABLED);
  }

  public static final ConfigOption<Boolean> SSL_ENABLED =
      WithoutEffect.flag("security.ssl.enabled", false, WithoutEffect.SSL);

  public static final ConfigOption<Boolean> SSL_INTERNAL_ENABLED =
      WithoutEffect.flag("security.ssl.internal.enabled", false, WithoutEffect.SSL);

  public static final ConfigOption<Boolean> SSL_REST_ENABLED =
      WithoutEffect.flag("security.ssl.rest.enabled", false, WithoutEffect.SSL);

  public static final ConfigOption<Boolean> SSL_REST_AUTHENTICATION_ENABLED =
      WithoutEffect.flag("security.ssl.rest.authentication-enabled", false, WithoutEffect.SSL);

  public static final ConfigOption<String> SSL_KEYSTORE =
      WithoutEffect.text("security.ssl.keystore", null, WithoutEffect.SSL);

  public static final ConfigOption<String> SSL_KEYSTORE_PASSWORD =
      WithoutEffect.text("security.ssl.keystore-password", null, WithoutEffect.SSL);

  public static final ConfigOption<String> SSL_KEY_PASSWORD =
      WithoutEffect.text("security.ssl.key-password", null, WithoutEffect.SSL);

  public static final ConfigOption<String> SSL_TRUSTSTORE =
      WithoutEffect.text("security.ssl.truststore", null, WithoutEffect.SSL);

  public static final ConfigOption<String> SSL_TRUSTSTORE_PASSWORD =
      WithoutEffect.text("security.ssl.truststore-password", null, WithoutEffect.SSL);

  public static final ConfigOption<String> SSL_PROTOCOL =
      WithoutEffect.text("security.ssl.protocol", "TLSv1.2", WithoutEffect.SSL);

  public static final ConfigOption<Boolean> SSL_VERIFY_HOSTNAME =
      WithoutEffect.flag("security.ssl.verify-hostname", true, WithoutEffect.SSL);

  public static final ConfigOption<String> KERBEROS_LOGIN_KEYTAB =
      ConfigOptions.key("security.kerberos.login.keytab")
          .stringType()
          .noDefaultValue()
          .withDeprecatedKeys("security.keytab")
          .withDescription(
              "File on the client's machine with the keys of the principal. The ApplicationMaster gets a"
                  + " copy, and obtains new tokens for the session with it before the old ones expire."
                  + " If unset: the ticket cache is used, and a session ends with the lifetime of its"
                  + " first tokens.");

  public static final ConfigOption<String> KERBEROS_LOGIN_PRINCIPAL =
      ConfigOptions.key("security.kerberos.login.principal")
          .stringType()
          .noDefaultValue()
          .withDeprecatedKeys("security.principal")
          .withDescription("Whose keys are used of the keytab: the user of the session.");

  public static final ConfigOption<Boolean> KERBEROS_LOGIN_USETICKETCACHE =
      ConfigOptions.key("security.kerberos.login.use-ticket-cache")
          .booleanType()
          .defaultValue(true)
          .withDescription(
              "Whether a ticket that kinit has got will do if no keytab is set. Tokens of a launcher"
                  + " (HADOOP_TOKEN_FILE_LOCATION) always will.");

  public static final ConfigOption<String> KERBEROS_KRB5_PATH =
      ConfigOptions.key("security.kerberos.krb5-conf.path")
          .stringType()
          .noDefaultValue()
          .withDescription(
              "A krb5.conf for the client and all containers of the session. If unset: each machine's"
                  + " own.");

  public static final ConfigOption<List<String>> KERBEROS_HADOOP_FILESYSTEMS_TO_ACCESS =
      ConfigOptions.key("security.kerberos.access.hadoopFileSystems")
          .stringType()
          .asList()
          .defaultValues()
          .withDeprecatedKeys("yarn.security.kerberos.additionalFileSystems")
          .withDescription(
              "Further file systems that jobs use, such as hdfs://other:8020; separated by semicolons."
                  + " Tokens for them go along with those for the default file system.");

  public static final ConfigOption<Double> DELEGATION_TOKENS_RENEWAL_TIME_RATIO =
      ConfigOptions.key("security.delegation.tokens.renewal.time-ratio")
          .doubleType()
          .defaultValue(0.75)
          .withDeprecatedKeys("security.kerberos.tokens.renewal.time-ratio")
          .withDescription(
              "After what part of their lifetime tokens are replaced by new ones, if a keytab is set.");

  public static final ConfigOption<Duration> DELEGATION_TOKENS_RENEWAL_RETRY_BACKOFF =
      ConfigOptions.key("security.delegation.tokens.renewal.retry.backoff")
          .durationType()
          .defaultValue(Duration.ofMinutes(1))
          .withDeprecatedKeys("security.kerberos.tokens.renewal.retry.backoff")
          .withDescription(
              "How long to wait when new tokens could not be had, before trying again.");

  public static final ConfigOption<String> KERBEROS_LOGIN_CONTEXTS =
      WithoutEffect.text("security.kerberos.login.contexts", null, WithoutEffect.KERBEROS);

  public static final ConfigOption<Duration> KERBEROS_RELOGIN_PERIOD =
      WithoutEffect.time(
          "security.kerberos.relogin.period", Duration.ofMinutes(1), WithoutEffect.KERBEROS);
}
