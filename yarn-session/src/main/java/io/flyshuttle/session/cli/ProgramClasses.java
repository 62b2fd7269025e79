// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.session.cli;

import io.flyshuttle.core.job.UserClassLoader;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.option.CoreOptions;
import io.flyshuttle.session.client.ProgramJar;
import io.flyshuttle.session.client.ShippedJars;
import java.io.IOException;
import java.net.URL;
import java.util.List;
import java.util.function.Supplier;

/** The class loader of a program that runs in this process. */
final class ProgramClasses implements AutoCloseable {
  private final ShippedJars shipped;
  private final UserClassLoader loader;

  private ProgramClasses(ShippedJars shipped, UserClassLoader loader) {
    this.shipped = shipped;
    this.loader = loader;
  }

  /**
   * Loads from the program's jar, the session's shipped jars, and the engine.
   *
   * @param shippedJars asked only if a class is found in neither jar nor engine
   */
  static ProgramClasses of(
      ProgramJar jar, Configuration configuration, Supplier<List<URL>> shippedJars)
      throws IOException {
    ShippedJars shipped = new ShippedJars(Main.class.getClassLoader(), shippedJars);
    boolean childFirst =
        configuration.get(CoreOptions.CLASSLOADER_RESOLVE_ORDER).equals("child-first");
    UserClassLoader loader =
        new UserClassLoader(
            new URL[] {jar.file().toAbsolutePath().toUri().toURL()},
            shipped,
            childFirst,
            configuration.get(CoreOptions.ALWAYS_PARENT_FIRST_LOADER_PATTERNS_ADDITIONAL));
    return new ProgramClasses(shipped, loader);
  }

  ClassLoader loader() {
    return loader;
  }

  @Override
  public void close() throws IOException {
    loader.close();
    shipped.close();
  }
}
