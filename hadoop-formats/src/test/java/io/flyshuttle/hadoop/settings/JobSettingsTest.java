// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.hadoop.settings;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.flyshuttle.core.plan.CodeBytes;
import org.apache.hadoop.io.serializer.WritableSerialization;
import org.apache.hadoop.mapred.JobConf;
import org.junit.jupiter.api.Test;

/** What arrives of a job's settings. */
final class JobSettingsTest {
  private static JobConf arrived(JobConf job) throws Exception {
    byte[] bytes = CodeBytes.write(JobSettings.of(job), "settings");
    JobSettings read = CodeBytes.read(bytes, JobSettingsTest.class.getClassLoader());
    return read.jobConf();
  }

  @Test
  void shouldArriveWithTheClientsSettings() throws Exception {
    JobConf job = new JobConf();
    job.set("program.own", "said by the program");
    assertEquals("said by the program", arrived(job).get("program.own"));
  }

  @Test
  void whenASerializationIsOnNoClassPathThenItIsLeftOut() throws Exception {
    JobConf job = new JobConf();
    String present = WritableSerialization.class.getName();
    job.setStrings("io.serializations", "no.such.Serialization", present);
    assertArrayEquals(new String[] {present}, arrived(job).getStrings("io.serializations"));
  }
}
