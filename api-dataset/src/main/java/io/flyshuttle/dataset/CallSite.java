// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

/** Where in the user's program an operator was made, for its default name. */
final class CallSite {
  private static final String API_PACKAGE = CallSite.class.getPackageName() + ".";

  private CallSite() {}

  /** Method, file and line of the first caller outside the API. */
  static String current() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .filter(frame -> !isApi(frame.getClassName()))
                    .findFirst()
                    .map(
                        frame ->
                            frame.getMethodName()
                                + "("
                                + frame.getFileName()
                                + ":"
                                + frame.getLineNumber()
                                + ")")
                    .orElse("<unknown>"));
  }

  private static boolean isApi(String className) {
    return className.startsWith(API_PACKAGE) && !className.endsWith("Test");
  }
}
