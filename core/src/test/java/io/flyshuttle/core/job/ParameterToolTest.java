// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.job;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FileInputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ParameterToolTest {

  private static ParameterTool of(String... args) {
    return ParameterTool.fromArgs(args);
  }

  @Test
  void shouldReadKeysWithAndWithoutValues() {
    ParameterTool tool =
        of("--input", "a b", "-n", "-5", "--verbose", "--rate", "-1.5e3", "--flag", "--last", "x");
    assertEquals("a b", tool.get("input"));
    assertEquals(-5, tool.getInt("n"));
    assertTrue(tool.has("verbose"));
    assertNull(tool.get("verbose"));
    assertEquals(-1500.0, tool.getDouble("rate"));
    assertEquals("x", tool.get("last"));
    assertFalse(tool.has("missing"));
    assertEquals("d", tool.get("missing", "d"));
    assertEquals(6, tool.getNumberOfParameters());
  }

  @Test
  void shouldLetTheLastValueCount() {
    assertEquals("2", of("--k", "1", "--k", "2").get("k"));
  }

  @Test
  void shouldReadNumbers() {
    ParameterTool tool = of("--a", "3", "--t", "true", "--f", "1.5");
    assertEquals(3, tool.getInt("a", 9));
    assertEquals(3L, tool.getLong("a"));
    assertEquals((short) 3, tool.getShort("a"));
    assertEquals((byte) 3, tool.getByte("a", (byte) 1));
    assertEquals(1.5f, tool.getFloat("f"));
    assertEquals(9, tool.getInt("none", 9));
    assertTrue(tool.getBoolean("t"));
    assertTrue(tool.getBoolean("none", true));
    NumberFormatException e =
        assertThrows(NumberFormatException.class, () -> of("--a", "x").getInt("a"));
    assertTrue(e.getMessage().contains("--a"), e.getMessage());
  }

  @Test
  void shouldNameWhatIsMissingOrNoKey() {
    FlyshuttleException missing =
        assertThrows(FlyshuttleException.class, () -> of().getRequired("input"));
    assertTrue(missing.getMessage().contains("--input"), missing.getMessage());
    assertThrows(IllegalArgumentException.class, () -> of("input", "x"));
    assertThrows(IllegalArgumentException.class, () -> of("--", "x"));
  }

  @Test
  void shouldKnowWhatWasNotAskedFor() {
    ParameterTool tool = of("--a", "1", "--typo", "2");
    assertEquals(Set.of("a", "typo"), tool.getUnrequestedParameters());
    tool.getInt("a", 0);
    assertEquals(Set.of("typo"), tool.getUnrequestedParameters());
  }

  @Test
  void shouldTravelAndReadPropertiesFiles(@TempDir Path directory) throws Exception {
    ParameterTool tool = of("--given", "1");
    tool.getInt("given", 5);
    tool.get("absent", "default");
    Path file = directory.resolve("p.properties");
    tool.createPropertiesFile(file.toString());
    Properties written = new Properties();
    try (FileInputStream in = new FileInputStream(file.toFile())) {
      written.load(in);
    }
    assertEquals(Map.of("given", "1", "absent", "default"), written);
    assertThrows(
        FlyshuttleException.class, () -> tool.createPropertiesFile(file.toString(), false));
    assertEquals("1", ParameterTool.fromPropertiesFile(file.toString()).get("given"));
    assertThrows(
        java.io.FileNotFoundException.class,
        () -> ParameterTool.fromPropertiesFile(directory.resolve("none").toString()));

    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(tool);
    }
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      ParameterTool read = (ParameterTool) in.readObject();
      assertEquals(tool, read);
      assertEquals(7, read.getInt("other", 7));
    }
  }

  @Test
  void shouldMerge() {
    ParameterTool first = of("--a", "1", "--b", "2");
    first.get("a");
    ParameterTool merged = first.mergeWith(of("--b", "3", "--c", "4"));
    assertEquals(Map.of("a", "1", "b", "3", "c", "4"), merged.toMap());
    assertEquals(Set.of("b", "c"), merged.getUnrequestedParameters());
    assertEquals("4", merged.getConfiguration().getString("c", null));
    assertEquals("3", merged.getProperties().getProperty("b"));
  }

  @Test
  void shouldKeepAllValuesOfAKey() {
    MultipleParameterTool tool =
        MultipleParameterTool.fromArgs(
            new String[] {"--in", "a", "--in", "b", "--out", "c", "--flag"});
    assertEquals(List.of("a", "b"), tool.getMultiParameter("in"));
    assertEquals(List.of("a", "b"), tool.getMultiParameterRequired("in"));
    assertEquals("c", tool.get("out"));
    assertTrue(tool.has("flag"));
    assertNull(tool.getMultiParameter("none"));
    assertThrows(FlyshuttleException.class, () -> tool.get("in"));
    assertThrows(FlyshuttleException.class, () -> tool.getMultiParameterRequired("none"));
    assertEquals("b", tool.toMap().get("in"));
    MultipleParameterTool merged =
        tool.mergeWith(MultipleParameterTool.fromArgs(new String[] {"--in", "d"}));
    assertEquals(List.of("a", "b", "d"), merged.getMultiParameter("in"));
  }
}
