// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.option;

/**
 * Secrets and encryption. Processes of a session know each other by a secret that is made for it
 * and travels with the credentials that YARN gives them.
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

  public static final ConfigOption<Boolean> KERBEROS_LOGIN_USETICKETCACHE =
      WithoutEffect.flag("security.kerberos.login.use-ticket-cache", true, WithoutEffect.KERBEROS);

  public static final ConfigOption<String> KERBEROS_LOGIN_CONTEXTS =
      WithoutEffect.text("security.kerberos.login.contexts", null, WithoutEffect.KERBEROS);

  public static final ConfigOption<String> KERBEROS_KRB5_PATH =
      WithoutEffect.text("security.kerberos.krb5-conf.path", null, WithoutEffect.KERBEROS);
}
