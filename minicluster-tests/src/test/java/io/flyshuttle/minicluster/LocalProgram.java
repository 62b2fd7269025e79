// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.minicluster;

import io.flyshuttle.core.client.JobExecutionException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;

/**
 * Runs a program in this JVM, with temporary data in the directory of the first argument; prints
 * the code and message of a failure.
 */
final class LocalProgram {
  private LocalProgram() {}

  public static void main(String[] arguments) throws Throwable {
    System.setProperty("java.io.tmpdir", arguments[0]);
    Method main = Class.forName(arguments[1]).getMethod("main", String[].class);
    try {
      main.invoke(null, (Object) Arrays.copyOfRange(arguments, 2, arguments.length));
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof JobExecutionException failed) {
        System.err.println(failed.code() + ": " + failed.getMessage());
        System.exit(1);
      }
      throw e.getCause();
    }
  }
}
