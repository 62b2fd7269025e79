// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.serialize.composite;

import io.flyshuttle.core.memory.DataInputView;
import io.flyshuttle.core.memory.DataOutputView;
import io.flyshuttle.core.type.TypeSerializer;
import java.io.DataInput;
import java.io.DataOutput;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Writes the class of a codec: one straight line of code per method. Fields are reached through
 * method handles that are constants of the class, which the JIT compiler turns into plain loads and
 * stores, also of private fields and of classes of other class loaders.
 *
 * <p>Class data: the constructor's handle; then per field a getter and, unless instances are made
 * by a canonical constructor, a setter.
 */
final class CodecGenerator implements Opcodes {
  private static final String NAME = "io/flyshuttle/core/serialize/composite/Codec";
  private static final String OBJECT = Type.getInternalName(Object.class);
  private static final String SERIALIZER = Type.getInternalName(TypeSerializer.class);
  private static final String SERIALIZER_TYPE = Type.getDescriptor(TypeSerializer.class);
  private static final String HANDLE = Type.getInternalName(MethodHandle.class);
  private static final String OUTPUT_TYPE = Type.getDescriptor(DataOutputView.class);
  private static final String INPUT_TYPE = Type.getDescriptor(DataInputView.class);
  private static final String[] IO_EXCEPTION = {"java/io/IOException"};
  private static final Handle CLASS_DATA_AT =
      new Handle(
          H_INVOKESTATIC,
          Type.getInternalName(MethodHandles.class),
          "classDataAt",
          "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/Class;I)"
              + "Ljava/lang/Object;",
          false);

  /** Local variables: this, two arguments, then two slots for each field's value. */
  private static final int FIRST_VALUE = 3;

  private final RecordLayout layout;
  private final Field[] fields;
  private final boolean[] plain;

  /** Which fields, and whether the constructor, the code may name: it need not use handles then. */
  private final boolean[] named;

  private final boolean constructorNamed;
  private final ClassWriter writer =
      new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
        @Override
        protected String getCommonSuperClass(String type1, String type2) {
          return OBJECT;
        }
      };

  CodecGenerator(RecordLayout layout, Field[] fields, TypeSerializer<?>[] serializers) {
    this.layout = layout;
    this.fields = fields;
    this.plain = layout.plainPrimitives(serializers);
    this.named = new boolean[fields.length];
    for (int i = 0; i < fields.length; i++) {
      named[i] =
          isVisible(fields[i].getDeclaringClass())
              && isVisible(fields[i].getType())
              && Modifier.isPublic(fields[i].getModifiers())
              && !Modifier.isFinal(fields[i].getModifiers());
    }
    this.constructorNamed =
        !layout.isCanonical()
            && isVisible(layout.type())
            && Modifier.isPublic(layout.findConstructor().getModifiers());
  }

  /**
   * Whether the generated code can name a class: it sees what this class does. Handles come to the
   * same once the JIT compiler is done; before that they are slow, and they are costly to compile.
   */
  private static boolean isVisible(Class<?> type) {
    if (type.isPrimitive() || type == Object.class) {
      return true;
    }
    try {
      return !type.isArray()
          && !type.isHidden()
          && Modifier.isPublic(type.getModifiers())
          && (type.getModule() == CodecGenerator.class.getModule()
              || type.getModule() == Object.class.getModule()
                  && Object.class.getModule().isExported(type.getPackageName()))
          && Class.forName(type.getName(), false, CodecGenerator.class.getClassLoader()) == type;
    } catch (ClassNotFoundException | LinkageError e) {
      return false;
    }
  }

  byte[] generate() {
    writer.visit(
        V17,
        ACC_FINAL | ACC_SUPER,
        NAME,
        null,
        OBJECT,
        new String[] {Type.getInternalName(RecordCodec.class)});
    for (int i = 0; i < fields.length; i++) {
      writer.visitField(ACC_PRIVATE | ACC_FINAL, "s" + i, SERIALIZER_TYPE, null, null);
    }
    constructor();
    write();
    read("read", "(" + INPUT_TYPE + ")Ljava/lang/Object;", 1);
    read("readInto", "(Ljava/lang/Object;" + INPUT_TYPE + ")Ljava/lang/Object;", 2);
    copy("copy", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
    copy("copyInto", "(Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;", true);
    get();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private MethodVisitor method(String name, String descriptor, String[] exceptions) {
    MethodVisitor code = writer.visitMethod(ACC_PUBLIC, name, descriptor, null, exceptions);
    code.visitCode();
    return code;
  }

  private static void end(MethodVisitor code) {
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  private void constructor() {
    MethodVisitor code = method("<init>", "([" + SERIALIZER_TYPE + ")V", null);
    code.visitVarInsn(ALOAD, 0);
    code.visitMethodInsn(INVOKESPECIAL, OBJECT, "<init>", "()V", false);
    for (int i = 0; i < fields.length; i++) {
      code.visitVarInsn(ALOAD, 0);
      code.visitVarInsn(ALOAD, 1);
      code.visitLdcInsn(i);
      code.visitInsn(AALOAD);
      code.visitFieldInsn(PUTFIELD, NAME, "s" + i, SERIALIZER_TYPE);
    }
    code.visitInsn(RETURN);
    end(code);
  }

  // ---- handles ----

  private static void handle(MethodVisitor code, int index) {
    code.visitLdcInsn(new ConstantDynamic("_", "L" + HANDLE + ";", CLASS_DATA_AT, index));
  }

  private static void invokeHandle(MethodVisitor code, String descriptor) {
    code.visitMethodInsn(INVOKEVIRTUAL, HANDLE, "invokeExact", descriptor, false);
  }

  private int getterIndex(int field) {
    return layout.isCanonical() ? 1 + field : 1 + 2 * field;
  }

  private Type fieldType(int field) {
    return fields[field].getType().isPrimitive()
        ? Type.getType(fields[field].getType())
        : Type.getType(Object.class);
  }

  /** Type of a value between reading and setting: boxed unless the field is a plain primitive. */
  private Type valueType(int field) {
    return plain[field] ? fieldType(field) : Type.getType(Object.class);
  }

  private static int local(int field) {
    return FIRST_VALUE + 2 * field;
  }

  private void loadField(MethodVisitor code, int field, int recordLocal) {
    if (named[field]) {
      code.visitVarInsn(ALOAD, recordLocal);
      code.visitTypeInsn(CHECKCAST, Type.getInternalName(fields[field].getDeclaringClass()));
      access(code, GETFIELD, field);
    } else {
      handle(code, getterIndex(field));
      code.visitVarInsn(ALOAD, recordLocal);
      invokeHandle(code, "(Ljava/lang/Object;)" + fieldType(field).getDescriptor());
    }
    if (!plain[field] && fields[field].getType().isPrimitive()) {
      box(code, fieldType(field));
    }
  }

  private void access(MethodVisitor code, int instruction, int field) {
    code.visitFieldInsn(
        instruction,
        Type.getInternalName(fields[field].getDeclaringClass()),
        fields[field].getName(),
        Type.getDescriptor(fields[field].getType()));
  }

  private static String boxClass(Type primitive) {
    return switch (primitive.getSort()) {
      case Type.BOOLEAN -> "java/lang/Boolean";
      case Type.BYTE -> "java/lang/Byte";
      case Type.SHORT -> "java/lang/Short";
      case Type.CHAR -> "java/lang/Character";
      case Type.INT -> "java/lang/Integer";
      case Type.LONG -> "java/lang/Long";
      case Type.FLOAT -> "java/lang/Float";
      default -> "java/lang/Double";
    };
  }

  private static void box(MethodVisitor code, Type primitive) {
    String box = boxClass(primitive);
    code.visitMethodInsn(
        INVOKESTATIC, box, "valueOf", "(" + primitive.getDescriptor() + ")L" + box + ";", false);
  }

  private static void unbox(MethodVisitor code, Type primitive) {
    String box = boxClass(primitive);
    code.visitTypeInsn(CHECKCAST, box);
    code.visitMethodInsn(
        INVOKEVIRTUAL,
        box,
        primitive.getClassName() + "Value",
        "()" + primitive.getDescriptor(),
        false);
  }

  /** The part of the name of {@code readInt}, {@code writeInt} and so on. */
  private static String primitiveName(Type primitive) {
    String name = primitive.getClassName();
    return Character.toUpperCase(name.charAt(0)) + name.substring(1);
  }

  // ---- writing ----

  private void write() {
    MethodVisitor code = method("write", "(Ljava/lang/Object;" + OUTPUT_TYPE + ")V", IO_EXCEPTION);
    for (int i = 0; i < fields.length; i++) {
      loadField(code, i, 1);
      code.visitVarInsn(valueType(i).getOpcode(ISTORE), local(i));
    }
    if (layout.nullable()) {
      writeMask(code);
    }
    for (int i = 0; i < fields.length; i++) {
      writeValue(code, i);
    }
    code.visitInsn(RETURN);
    end(code);
  }

  private void writeMask(MethodVisitor code) {
    int maskLocal = local(fields.length);
    int count = 0;
    for (int i = 0; i < fields.length; i++) {
      if (plain[i]) {
        continue;
      }
      if ((count & 7) == 0) {
        code.visitInsn(ICONST_0);
        code.visitVarInsn(ISTORE, maskLocal);
      }
      Label notNull = new Label();
      code.visitVarInsn(ALOAD, local(i));
      code.visitJumpInsn(IFNONNULL, notNull);
      code.visitVarInsn(ILOAD, maskLocal);
      code.visitLdcInsn(1 << (count & 7));
      code.visitInsn(IOR);
      code.visitVarInsn(ISTORE, maskLocal);
      code.visitLabel(notNull);
      count++;
      if ((count & 7) == 0) {
        writeMaskByte(code, maskLocal);
      }
    }
    if ((count & 7) != 0) {
      writeMaskByte(code, maskLocal);
    }
  }

  private static void writeMaskByte(MethodVisitor code, int maskLocal) {
    code.visitVarInsn(ALOAD, 2);
    code.visitVarInsn(ILOAD, maskLocal);
    code.visitMethodInsn(
        INVOKEINTERFACE, Type.getInternalName(DataOutput.class), "writeByte", "(I)V", true);
  }

  private void writeValue(MethodVisitor code, int field) {
    if (plain[field]) {
      Type type = valueType(field);
      code.visitVarInsn(ALOAD, 2);
      code.visitVarInsn(type.getOpcode(ILOAD), local(field));
      boolean asInt =
          type.getSort() == Type.BYTE
              || type.getSort() == Type.SHORT
              || type.getSort() == Type.CHAR;
      code.visitMethodInsn(
          INVOKEINTERFACE,
          Type.getInternalName(DataOutput.class),
          "write" + primitiveName(type),
          "(" + (asInt ? "I" : type.getDescriptor()) + ")V",
          true);
      return;
    }
    Label isNull = new Label();
    if (layout.nullable()) {
      code.visitVarInsn(ALOAD, local(field));
      code.visitJumpInsn(IFNULL, isNull);
    }
    loadSerializer(code, field);
    code.visitVarInsn(ALOAD, local(field));
    code.visitVarInsn(ALOAD, 2);
    code.visitMethodInsn(
        INVOKEVIRTUAL, SERIALIZER, "serialize", "(Ljava/lang/Object;" + OUTPUT_TYPE + ")V", false);
    code.visitLabel(isNull);
  }

  private static void loadSerializer(MethodVisitor code, int field) {
    code.visitVarInsn(ALOAD, 0);
    code.visitFieldInsn(GETFIELD, NAME, "s" + field, SERIALIZER_TYPE);
  }

  // ---- reading ----

  private void read(String name, String descriptor, int sourceLocal) {
    MethodVisitor code = method(name, descriptor, IO_EXCEPTION);
    int maskCount = maskCount();
    for (int m = 0; m < maskCount; m++) {
      code.visitVarInsn(ALOAD, sourceLocal);
      code.visitMethodInsn(
          INVOKEINTERFACE, Type.getInternalName(DataInput.class), "readByte", "()B", true);
      code.visitVarInsn(ISTORE, maskLocal(m));
    }
    int count = 0;
    for (int i = 0; i < fields.length; i++) {
      if (plain[i]) {
        code.visitVarInsn(ALOAD, sourceLocal);
        code.visitMethodInsn(
            INVOKEINTERFACE,
            Type.getInternalName(DataInput.class),
            "read" + primitiveName(valueType(i)),
            "()" + valueType(i).getDescriptor(),
            true);
        code.visitVarInsn(valueType(i).getOpcode(ISTORE), local(i));
      } else {
        readObject(code, i, sourceLocal, count);
        count++;
      }
    }
    make(code, name.equals("readInto") ? 1 : 0);
    end(code);
  }

  private int maskCount() {
    int count = 0;
    for (boolean isPlain : plain) {
      count += isPlain ? 0 : 1;
    }
    return layout.nullable() ? (count + 7) / 8 : 0;
  }

  private int maskLocal(int maskByte) {
    return local(fields.length) + maskByte;
  }

  private void readObject(MethodVisitor code, int field, int sourceLocal, int nullBit) {
    Label isNull = new Label();
    Label done = new Label();
    if (layout.nullable()) {
      code.visitVarInsn(ILOAD, maskLocal(nullBit >> 3));
      code.visitLdcInsn(1 << (nullBit & 7));
      code.visitInsn(IAND);
      code.visitJumpInsn(IFNE, isNull);
    }
    loadSerializer(code, field);
    code.visitVarInsn(ALOAD, sourceLocal);
    code.visitMethodInsn(
        INVOKEVIRTUAL, SERIALIZER, "deserialize", "(" + INPUT_TYPE + ")Ljava/lang/Object;", false);
    if (layout.nullable()) {
      code.visitJumpInsn(GOTO, done);
      code.visitLabel(isNull);
      code.visitInsn(ACONST_NULL);
      code.visitLabel(done);
    }
    code.visitVarInsn(ASTORE, local(field));
  }

  /** Makes the record of the values in local variables and returns it. */
  private void make(MethodVisitor code, int reuseLocal) {
    if (layout.isCanonical()) {
      handle(code, 0);
      StringBuilder descriptor = new StringBuilder("(");
      for (RecordComponent component : layout.type().getRecordComponents()) {
        int field = fieldOf(component);
        loadValue(code, field);
        descriptor.append(fieldType(field).getDescriptor());
      }
      invokeHandle(code, descriptor.append(")Ljava/lang/Object;").toString());
      code.visitInsn(ARETURN);
      return;
    }
    int recordLocal = local(fields.length) + maskCount();
    if (reuseLocal > 0) {
      code.visitVarInsn(ALOAD, reuseLocal);
    } else if (constructorNamed) {
      String type = Type.getInternalName(layout.type());
      code.visitTypeInsn(NEW, type);
      code.visitInsn(DUP);
      code.visitMethodInsn(INVOKESPECIAL, type, "<init>", "()V", false);
    } else {
      handle(code, 0);
      invokeHandle(code, "()Ljava/lang/Object;");
    }
    code.visitVarInsn(ASTORE, recordLocal);
    for (int i = 0; i < fields.length; i++) {
      if (named[i]) {
        setNamed(code, i, recordLocal);
        continue;
      }
      handle(code, getterIndex(i) + 1);
      code.visitVarInsn(ALOAD, recordLocal);
      loadValue(code, i);
      invokeHandle(code, "(Ljava/lang/Object;" + fieldType(i).getDescriptor() + ")V");
    }
    code.visitVarInsn(ALOAD, recordLocal);
    code.visitInsn(ARETURN);
  }

  private void setNamed(MethodVisitor code, int field, int recordLocal) {
    code.visitVarInsn(ALOAD, recordLocal);
    code.visitTypeInsn(CHECKCAST, Type.getInternalName(fields[field].getDeclaringClass()));
    loadValue(code, field);
    Class<?> type = fields[field].getType();
    if (!type.isPrimitive() && type != Object.class) {
      code.visitTypeInsn(CHECKCAST, Type.getInternalName(type));
    }
    access(code, PUTFIELD, field);
  }

  private int fieldOf(RecordComponent component) {
    for (int i = 0; i < fields.length; i++) {
      if (fields[i].getName().equals(component.getName())) {
        return i;
      }
    }
    throw new IllegalStateException("no field for the component " + component);
  }

  private void loadValue(MethodVisitor code, int field) {
    code.visitVarInsn(valueType(field).getOpcode(ILOAD), local(field));
    if (!plain[field] && fields[field].getType().isPrimitive()) {
      unbox(code, fieldType(field));
    }
  }

  // ---- copying ----

  private void copy(String name, String descriptor, boolean into) {
    MethodVisitor code = method(name, descriptor, null);
    for (int i = 0; i < fields.length; i++) {
      loadField(code, i, 1);
      code.visitVarInsn(valueType(i).getOpcode(ISTORE), local(i));
      if (!plain[i]) {
        Label isNull = new Label();
        code.visitVarInsn(ALOAD, local(i));
        code.visitJumpInsn(IFNULL, isNull);
        loadSerializer(code, i);
        code.visitVarInsn(ALOAD, local(i));
        code.visitMethodInsn(
            INVOKEVIRTUAL, SERIALIZER, "copy", "(Ljava/lang/Object;)Ljava/lang/Object;", false);
        code.visitVarInsn(ASTORE, local(i));
        code.visitLabel(isNull);
      }
    }
    make(code, into ? 2 : 0);
    end(code);
  }

  private void get() {
    MethodVisitor code = method("get", "(Ljava/lang/Object;I)Ljava/lang/Object;", null);
    Label[] labels = new Label[fields.length];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label();
    }
    Label otherwise = new Label();
    if (labels.length > 0) {
      code.visitVarInsn(ILOAD, 2);
      code.visitTableSwitchInsn(0, labels.length - 1, otherwise, labels);
      for (int i = 0; i < labels.length; i++) {
        code.visitLabel(labels[i]);
        loadField(code, i, 1);
        if (plain[i]) {
          box(code, fieldType(i));
        }
        code.visitInsn(ARETURN);
      }
    }
    code.visitLabel(otherwise);
    code.visitTypeInsn(NEW, "java/lang/IndexOutOfBoundsException");
    code.visitInsn(DUP);
    code.visitVarInsn(ILOAD, 2);
    code.visitMethodInsn(
        INVOKESPECIAL, "java/lang/IndexOutOfBoundsException", "<init>", "(I)V", false);
    code.visitInsn(ATHROW);
    end(code);
  }
}
