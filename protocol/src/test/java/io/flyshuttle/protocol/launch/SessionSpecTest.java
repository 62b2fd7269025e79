// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.launch;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class SessionSpecTest {

  @Test
  void shouldReadWhatItWrote() throws IOException {
    SessionSpec spec =
        new SessionSpec(
            "nightly: \u00fcber = 1",
            "hdfs://nn:8020/user/anna/.flyshuttle/sessions/application_1_2",
            5,
            1024,
            4048,
            10,
            2,
            "",
            " {{JAVA_HOME}}/bin/java -Da=\"b c\" \\ 1>{{x}}",
            Map.of("A B", "c=d\n", "LANG", "C"),
            List.of(
                new LaunchFile("engine", "hdfs://nn/e.tar", 7, 8, true, true),
                new LaunchFile("a.jar", "hdfs://nn/a.jar", 9, 10, false, false)));
    StringWriter out = new StringWriter();

    spec.write(out);

    assertEquals(spec, SessionSpec.read(new StringReader(out.toString())));
  }
}
