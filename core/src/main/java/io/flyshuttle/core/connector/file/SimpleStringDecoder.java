// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.file;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Reads lines of UTF-8, as {@code SimpleStringEncoder} writes them. */
public class SimpleStringDecoder implements DecoderBasedReader.Decoder<String> {
  private static final long serialVersionUID = 1L;

  private transient BufferedReader reader;

  @Override
  public void open(InputStream input) {
    reader = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8));
  }

  @Override
  public String decodeNext() throws IOException {
    return reader.readLine();
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
