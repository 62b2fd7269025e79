// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.settings;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.InflaterInputStream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.CommonConfigurationKeys;
import org.apache.hadoop.mapred.JobConf;
import org.apache.hadoop.security.Credentials;
import org.apache.hadoop.security.UserGroupInformation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A {@link JobConf} that travels. It arrives with exactly the settings that the client had, so that
 * files of the same name on a worker change nothing, with the job's credentials and those of the
 * worker's user, and with the class loader of the program.
 */
public final class JobSettings implements Serializable {
  private static final long serialVersionUID = 1L;

  private static final Logger LOG = LoggerFactory.getLogger(JobSettings.class);

  private transient JobConf jobConf;

  private JobSettings(JobConf jobConf) {
    this.jobConf = jobConf;
  }

  /** Takes the settings of an old-style job. The object is used, not copied. */
  public static JobSettings of(JobConf jobConf) {
    return new JobSettings(withSite(jobConf));
  }

  /** Takes a copy of the settings of a new-style job. */
  public static JobSettings of(Configuration settings) {
    return new JobSettings(
        withSite(settings instanceof JobConf conf ? conf : new JobConf(settings)));
  }

  /** The settings. */
  public JobConf jobConf() {
    return jobConf;
  }

  /** Adds what the site's files say and the job does not, for a job made without defaults. */
  private static JobConf withSite(JobConf jobConf) {
    for (Map.Entry<String, String> setting : new Configuration()) {
      if (jobConf.getRaw(setting.getKey()) == null) {
        jobConf.set(setting.getKey(), setting.getValue());
      }
    }
    return jobConf;
  }

  private void writeObject(ObjectOutputStream out) throws IOException {
    out.defaultWriteObject();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream data = new DataOutputStream(new DeflaterOutputStream(bytes))) {
      jobConf.write(data);
      jobConf.getCredentials().write(data);
    }
    out.writeObject(bytes.toByteArray());
  }

  private void readObject(ObjectInputStream in) throws IOException, ClassNotFoundException {
    in.defaultReadObject();
    byte[] bytes = (byte[]) in.readObject();
    jobConf = new JobConf(false);
    Credentials credentials = new Credentials();
    try (DataInputStream data =
        new DataInputStream(new InflaterInputStream(new ByteArrayInputStream(bytes)))) {
      jobConf.readFields(data);
      credentials.readFields(data);
    }
    if (UserGroupInformation.isSecurityEnabled()) {
      credentials.addAll(UserGroupInformation.getCurrentUser().getCredentials());
    }
    jobConf.setCredentials(credentials);
    ClassLoader programs = Thread.currentThread().getContextClassLoader();
    if (programs != null) {
      jobConf.setClassLoader(programs);
    }
    leaveOutMissingSerializations();
  }

  /**
   * Hadoop's list of serializations has those of Avro, and fails to load them, rather than passing
   * them over, where Avro is not on the class path.
   */
  private void leaveOutMissingSerializations() {
    String[] names = jobConf.getTrimmedStrings(CommonConfigurationKeys.IO_SERIALIZATIONS_KEY);
    List<String> loadable = new ArrayList<>();
    for (String name : names) {
      try {
        Class.forName(name, true, jobConf.getClassLoader());
        loadable.add(name);
      } catch (ClassNotFoundException | NoClassDefFoundError e) {
        LOG.debug("Serialization {} is left out", name, e);
      }
    }
    if (loadable.size() < names.length) {
      jobConf.setStrings(
          CommonConfigurationKeys.IO_SERIALIZATIONS_KEY, loadable.toArray(String[]::new));
    }
  }
}
