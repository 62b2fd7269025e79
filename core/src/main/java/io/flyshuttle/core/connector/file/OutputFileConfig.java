// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import java.io.Serializable;

/** How parts are named. */
public class OutputFileConfig implements Serializable {
  private static final long serialVersionUID = 1L;

  private final String partPrefix;
  private final String partSuffix;

  public OutputFileConfig(String partPrefix, String partSuffix) {
    this.partPrefix = partPrefix;
    this.partSuffix = partSuffix;
  }

  /** "part" and nothing, unless set otherwise. */
  public static OutputFileConfigBuilder builder() {
    return new OutputFileConfigBuilder();
  }

  public String getPartPrefix() {
    return partPrefix;
  }

  public String getPartSuffix() {
    return partSuffix;
  }

  /** Settings of names. */
  public static class OutputFileConfigBuilder {
    private String partPrefix = "part";
    private String partSuffix = "";

    OutputFileConfigBuilder() {}

    public OutputFileConfigBuilder withPartPrefix(String prefix) {
      this.partPrefix = prefix;
      return this;
    }

    /** Such as ".txt". */
    public OutputFileConfigBuilder withPartSuffix(String suffix) {
      this.partSuffix = suffix;
      return this;
    }

    public OutputFileConfig build() {
      return new OutputFileConfig(partPrefix, partSuffix);
    }
  }
}
