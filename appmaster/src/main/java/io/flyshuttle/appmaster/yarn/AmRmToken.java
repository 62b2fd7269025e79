// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import java.io.IOException;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.yarn.api.records.Token;
import org.apache.hadoop.yarn.security.AMRMTokenIdentifier;

/** The token by which the ResourceManager knows this ApplicationMaster. */
final class AmRmToken {
  private AmRmToken() {}

  /** Takes over a renewed token: YARN rolls its master key about once a day. */
  static void renew(Token renewed) throws IOException {
    UserGroupInformation user = UserGroupInformation.getCurrentUser();
    Text service = null;
    for (var token : user.getCredentials().getAllTokens()) {
      if (token.getKind().equals(AMRMTokenIdentifier.KIND_NAME)) {
        service = token.getService();
      }
    }
    org.apache.hadoop.security.token.Token<AMRMTokenIdentifier> token =
        new org.apache.hadoop.security.token.Token<>(
            renewed.getIdentifier().array(),
            renewed.getPassword().array(),
            new Text(renewed.getKind()),
            service != null ? service : new Text(renewed.getService()));
    user.addToken(token);
  }
}
