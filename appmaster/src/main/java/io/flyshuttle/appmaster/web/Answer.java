// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.web;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.Failure;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * What a call is answered with.
 *
 * @param status HTTP status
 * @param contentType of the body
 * @param body the text
 */
record Answer(int status, String contentType, String body) {
  private static final String JSON = "application/json";

  static Answer ok(JsonText.Writing fields) {
    return new Answer(200, JSON, JsonText.object(fields));
  }

  static Answer accepted(JsonText.Writing fields) {
    return new Answer(202, JSON, JsonText.object(fields));
  }

  static Answer text(String contentType, String body) {
    return new Answer(200, contentType, body);
  }

  /** Describes a failure; the status follows from its code. */
  static Answer failure(Throwable thrown) {
    Throwable cause = thrown;
    while ((cause instanceof CompletionException || cause instanceof ExecutionException)
        && cause.getCause() != null) {
      cause = cause.getCause();
    }
    Failure failure = Failure.of(cause, ErrorCode.INTERNAL, "ApplicationMaster");
    // What a caller did wrong needs no stack of ours.
    String detail = cause instanceof FlyshuttleException ? "" : failure.stackTrace();
    return error(status(failure.code()), failure.code(), failure.message(), detail);
  }

  static Answer error(int status, ErrorCode code, String message, String detail) {
    return new Answer(
        status,
        JSON,
        JsonText.object(
            json -> {
              json.writeObjectFieldStart("error");
              json.writeStringField("code", code.name());
              json.writeNumberField("number", code.number());
              json.writeStringField("message", message);
              json.writeStringField("detail", detail);
              json.writeEndObject();
            }));
  }

  private static int status(ErrorCode code) {
    return switch (code) {
      case ACCESS_DENIED -> 401;
      case JOB_NOT_FOUND, LOG_NOT_FOUND -> 404;
      case INVALID_PROGRAM, MALFORMED_INPUT, PROTOCOL_VIOLATION -> 400;
      case INVALID_OPTION, STATE_NOT_RESTORABLE, CHECKPOINT_NOT_FOUND -> 400;
      case CHECKPOINT_FAILED -> 409;
      case RESULT_TOO_LARGE -> 413;
      case SESSION_NOT_READY -> 503;
      default -> 500;
    };
  }
}
