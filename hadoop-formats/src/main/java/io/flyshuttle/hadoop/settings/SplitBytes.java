// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.settings;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.Serializable;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.io.Writable;
import org.apache.hadoop.util.ReflectionUtils;

/**
 * One of Hadoop's splits, written by itself. It is read where it is opened, with the settings and
 * the classes that are there.
 *
 * @param className of the split
 * @param content what the split has written
 */
public record SplitBytes(String className, byte[] content) implements Serializable {
  private static final long serialVersionUID = 1L;

  /**
   * Writes a split.
   *
   * @throws IOException if the split is no {@link Writable}
   */
  public static SplitBytes of(Object split) throws IOException {
    if (!(split instanceof Writable writable)) {
      throw new IOException(
          "splits of the class "
              + split.getClass().getName()
              + " cannot be sent to workers: the class has to implement Writable");
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    writable.write(new DataOutputStream(bytes));
    return new SplitBytes(split.getClass().getName(), bytes.toByteArray());
  }

  /** Reads the split. */
  public Object read(Configuration settings) throws IOException {
    try {
      Class<?> type = Class.forName(className, true, settings.getClassLoader());
      Object split = ReflectionUtils.newInstance(type, settings);
      ((Writable) split).readFields(new DataInputStream(new ByteArrayInputStream(content)));
      return split;
    } catch (ClassNotFoundException e) {
      throw new IOException("the class of the split, " + className + ", is not in the program", e);
    }
  }
}
