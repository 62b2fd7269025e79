// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.cluster;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.PrivilegedExceptionAction;
import java.util.ArrayList;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.MiniDFSCluster;
import org.apache.hadoop.hdfs.security.token.delegation.DelegationTokenIdentifier;
import org.apache.hadoop.hdfs.security.token.delegation.DelegationTokenSecretManager;
import org.apache.hadoop.hdfs.server.namenode.FsImageProto.SecretManagerSection.PersistToken;
import org.apache.hadoop.hdfs.server.namenode.NameNodeAdapter;
import org.apache.hadoop.io.Text;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.apache.hadoop.security.token.Token;
import org.apache.hadoop.yarn.client.ClientRMProxy;
import org.apache.hadoop.yarn.client.api.YarnClient;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.MiniYARNCluster;
import org.apache.hadoop.yarn.util.ConverterUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What only the daemons' own user may do and see, who needs no login here. Answers are lines on
 * standard output.
 *
 * <pre>
 * home USER              makes a home directory
 * write PATH TEXT        a file; _ stands for a space
 * list PATH              path, owner and permissions of everything beneath, a line each
 * read PATH              the lines of a file, or of the files in a directory
 * tokens                 owner and number of each delegation token of the NameNode
 * cancel OWNER NUMBER    cancels those of the owner up to a number
 * issue USER FILE        what a launcher gets for a user: tokens for HDFS and ResourceManager
 * applications           id, user, state and final status of each
 * </pre>
 */
final class Administrator {
  private static final Logger LOG = LoggerFactory.getLogger(Administrator.class);

  private final MiniDFSCluster hdfs;
  private final MiniYARNCluster yarn;

  Administrator(MiniDFSCluster hdfs, MiniYARNCluster yarn) {
    this.hdfs = hdfs;
    this.yarn = yarn;
  }

  void obey(String[] words) throws IOException, InterruptedException {
    switch (words[0]) {
      case "home" -> home(words[1]);
      case "write" -> write(words[1], words.length > 2 ? words[2].replace('_', ' ') : "");
      case "list" -> list(path(words[1]));
      case "read" -> read(path(words[1]));
      case "tokens" ->
          tokens().forEach(id -> say(id.getUser().getShortUserName(), id.getSequenceNumber()));
      case "cancel" -> cancel(words[1], Integer.parseInt(words[2]));
      case "issue" -> issue(words[1], Path.of(words[2]));
      case "applications" -> applications();
      default -> throw new IllegalArgumentException("no such command: " + words[0]);
    }
  }

  private static void say(Object... words) {
    System.out.println(String.join(" ", List.of(words).stream().map(Object::toString).toList()));
  }

  private static org.apache.hadoop.fs.Path path(String text) {
    return new org.apache.hadoop.fs.Path(text);
  }

  private void home(String user) throws IOException {
    FileSystem files = hdfs.getFileSystem();
    org.apache.hadoop.fs.Path home = path("/user/" + user);
    files.mkdirs(home);
    files.setOwner(home, user, user);
    files.setPermission(home, new FsPermission((short) 0755));
  }

  private void write(String path, String text) throws IOException {
    try (var out = hdfs.getFileSystem().create(path(path), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  /** What is not there, or not any more, is left out. */
  private void list(org.apache.hadoop.fs.Path path) throws IOException {
    FileSystem files = hdfs.getFileSystem();
    try {
      FileStatus file = files.getFileStatus(path);
      say(path.toUri().getPath(), file.getOwner(), file.getPermission());
      if (file.isDirectory()) {
        for (FileStatus child : files.listStatus(path)) {
          list(child.getPath());
        }
      }
    } catch (FileNotFoundException e) {
      LOG.debug("{} is not there", path, e);
    }
  }

  private void read(org.apache.hadoop.fs.Path path) throws IOException {
    for (FileStatus file : hdfs.getFileSystem().listStatus(path)) {
      try (var in = hdfs.getFileSystem().open(file.getPath())) {
        new String(in.readAllBytes(), StandardCharsets.UTF_8).lines().forEach(line -> say(line));
      }
    }
  }

  private DelegationTokenSecretManager secrets() {
    return NameNodeAdapter.getDtSecretManager(hdfs.getNamesystem());
  }

  private List<DelegationTokenIdentifier> tokens() {
    List<DelegationTokenIdentifier> found = new ArrayList<>();
    for (PersistToken stored : secrets().saveSecretManagerState().tokens) {
      DelegationTokenIdentifier identifier =
          new DelegationTokenIdentifier(
              new Text(stored.getOwner()),
              new Text(stored.getRenewer()),
              new Text(stored.getRealUser()));
      identifier.setIssueDate(stored.getIssueDate());
      identifier.setMaxDate(stored.getMaxDate());
      identifier.setSequenceNumber(stored.getSequenceNumber());
      identifier.setMasterKeyId(stored.getMasterKeyId());
      found.add(identifier);
    }
    return found;
  }

  private void cancel(String owner, int newest) throws IOException {
    for (DelegationTokenIdentifier identifier : tokens()) {
      if (identifier.getUser().getShortUserName().equals(owner)
          && identifier.getSequenceNumber() <= newest) {
        secrets()
            .cancelToken(
                new Token<>(identifier.getBytes(), new byte[0], identifier.getKind(), new Text()),
                identifier.getUser().getUserName());
      }
    }
  }

  /** As Oozie does: the launcher's user has no ticket, the one who asks may act for him. */
  private void issue(String user, Path file) throws IOException, InterruptedException {
    Configuration settings = yarn.getConfig();
    String renewer = settings.get(YarnConfiguration.RM_PRINCIPAL);
    Credentials credentials = new Credentials();
    UserGroupInformation.createProxyUser(user, UserGroupInformation.getLoginUser())
        .doAs(
            (PrivilegedExceptionAction<Void>)
                () -> {
                  try (FileSystem files =
                      FileSystem.newInstance(hdfs.getURI(), hdfs.getConfiguration(0))) {
                    files.addDelegationTokens(renewer, credentials);
                  }
                  try (YarnClient client = YarnClient.createYarnClient()) {
                    client.init(settings);
                    client.start();
                    Text service = ClientRMProxy.getRMDelegationTokenService(settings);
                    credentials.addToken(
                        service,
                        ConverterUtils.convertFromYarn(
                            client.getRMDelegationToken(new Text(renewer)), service));
                  }
                  return null;
                });
    credentials.writeTokenStorageFile(path(file.toUri().toString()), settings);
  }

  private void applications() {
    yarn.getResourceManager(0)
        .getRMContext()
        .getRMApps()
        .values()
        .forEach(
            application ->
                say(
                    application.getApplicationId(),
                    application.getUser(),
                    application.getState(),
                    application.getFinalApplicationStatus()));
  }
}
