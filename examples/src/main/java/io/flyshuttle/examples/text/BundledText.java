// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.examples.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** A text of 33 lines that travels with the examples: Hamlet, act 3, scene 1. */
public final class BundledText {
  private static final String RESOURCE = "soliloquy.txt";

  private BundledText() {}

  /** The lines of the text. */
  public static List<String> lines() {
    try (InputStream in = BundledText.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException("the jar lacks " + RESOURCE);
      }
      return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).lines().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read the bundled text", e);
    }
  }
}
