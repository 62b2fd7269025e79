// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.partition;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

class RecordWriterTest {

  /** Bytes of bytecode up to which the JIT compiler inlines a method that is called often. */
  private static final int FREQ_INLINE_SIZE = 325;

  @Test
  void shouldKeepTheMethodThatWritesRecordsOutOfTheCodeOfOperators() throws IOException {
    int bytes = codeBytes(RecordWriter.class, "emit");
    assertTrue(
        bytes > FREQ_INLINE_SIZE,
        "RecordWriter.emit has " + bytes + " bytes of bytecode: the JIT compiler inlines it");
  }

  private static int codeBytes(Class<?> type, String method) throws IOException {
    Label end = new Label();
    ClassWriter writer = new ClassWriter(0);
    try (InputStream code = type.getResourceAsStream(type.getSimpleName() + ".class")) {
      new ClassReader(code).accept(endOf(method, end, writer), 0);
    }
    return end.getOffset();
  }

  /** Copies a class, and marks the end of a method's code there. */
  private static ClassVisitor endOf(String wanted, Label end, ClassWriter writer) {
    return new ClassVisitor(Opcodes.ASM9, writer) {
      @Override
      public MethodVisitor visitMethod(
          int access, String name, String descriptor, String signature, String[] exceptions) {
        MethodVisitor copy = super.visitMethod(access, name, descriptor, signature, exceptions);
        return !name.equals(wanted)
            ? copy
            : new MethodVisitor(Opcodes.ASM9, copy) {
              @Override
              public void visitMaxs(int maxStack, int maxLocals) {
                visitLabel(end);
                super.visitMaxs(maxStack, maxLocals);
              }
            };
      }
    };
  }
}
