// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import com.esotericsoftware.kryo.Kryo;
import com.esotericsoftware.kryo.KryoException;
import com.esotericsoftware.kryo.Serializer;
import com.esotericsoftware.kryo.io.Input;
import com.esotericsoftware.kryo.io.KryoBufferOverflowException;
import com.esotericsoftware.kryo.io.Output;
import com.esotericsoftware.kryo.util.DefaultClassResolver;
import com.esotericsoftware.kryo.util.MapReferenceResolver;
import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import io.flyshuttle.core.graph.JobVertex;
import io.flyshuttle.core.job.JobID;
import java.util.Map;

/**
 * Messages as bytes.
 *
 * <pre>
 *  0         1                   3
 * +---------+---------+---------+----------------
 * | version | number in table   | fields ...
 * +---------+---------+---------+----------------
 * </pre>
 *
 * Not thread-safe: one instance per thread or lock.
 */
final class MessageCodec {
  /** Raised with every change that an older reader would misread. */
  static final int VERSION = 2;

  /** No message is larger, fragments joined. */
  static final int DEFAULT_LIMIT_BYTES = 128 << 20;

  private static final int NUMBER_OFFSET = 1;
  private static final int FIELDS_OFFSET = 3;

  private final Kryo kryo;
  private final int limitBytes;
  private Output output;

  MessageCodec() {
    this(DEFAULT_LIMIT_BYTES);
  }

  MessageCodec(int limitBytes) {
    this.limitBytes = limitBytes;
    this.kryo = new Kryo(new DefaultClassResolver(), new VertexReferences());
    kryo.setRegistrationRequired(true);
    for (Map.Entry<Integer, Class<?>> entry : MessageTable.classes().entrySet()) {
      kryo.register(entry.getValue(), serializerFor(entry.getValue()), entry.getKey());
    }
  }

  @SuppressWarnings({"unchecked", "rawtypes"})
  private static Serializer<?> serializerFor(Class<?> type) {
    if (type.isRecord()) {
      return new RecordSerializer(type);
    }
    if (type == JobID.class) {
      return new JobIdSerializer();
    }
    return new com.esotericsoftware.kryo.serializers.DefaultSerializers.EnumSerializer(
        (Class<? extends Enum>) type);
  }

  /**
   * Encodes a message.
   *
   * @throws FlyshuttleException with RESULT_TOO_LARGE if it exceeds the limit
   */
  byte[] encode(Object message) {
    if (output == null) {
      output = new Output(4096, limitBytes);
    }
    try {
      output.writeByte(VERSION);
      int number = kryo.getRegistration(message.getClass()).getId();
      output.writeByte(number >>> 8);
      output.writeByte(number);
      kryo.writeObject(output, message);
      return output.toBytes();
    } catch (KryoBufferOverflowException e) {
      throw new FlyshuttleException(
          ErrorCode.RESULT_TOO_LARGE,
          "a "
              + message.getClass().getSimpleName()
              + " message is larger than the limit of "
              + (limitBytes >> 20)
              + " MiB: keep large collections out of functions and sources, read them from files",
          e);
    } finally {
      kryo.reset();
      // A buffer that one large message needed is not kept for the small ones after it.
      output = output.getBuffer().length > (1 << 20) ? null : resetOutput(output);
    }
  }

  private static Output resetOutput(Output output) {
    output.reset();
    return output;
  }

  /**
   * Reads a message.
   *
   * @throws FlyshuttleException with PROTOCOL_VIOLATION if the bytes are not a message of the
   *     expected type and this version
   */
  <T> T decode(byte[] bytes, Class<T> expected) {
    if (bytes.length < FIELDS_OFFSET) {
      throw violation("it has " + bytes.length + " bytes only", null);
    }
    if (bytes[0] != VERSION) {
      throw violation(
          "it has version "
              + bytes[0]
              + ", this side has version "
              + VERSION
              + ": use the same release of Flyshuttle on both sides",
          null);
    }
    int number = (bytes[NUMBER_OFFSET] & 0xff) << 8 | bytes[NUMBER_OFFSET + 1] & 0xff;
    Class<?> type = MessageTable.classes().get(number);
    if (type == null || !expected.isAssignableFrom(type)) {
      throw violation("it has number " + number + ", not a " + expected.getSimpleName(), null);
    }
    try (Input input = new Input(bytes, FIELDS_OFFSET, bytes.length - FIELDS_OFFSET)) {
      Object message = kryo.readObject(input, type);
      if (input.position() != input.limit()) {
        throw violation(
            input.limit() - input.position() + " bytes are left over after " + type.getName(),
            null);
      }
      return expected.cast(message);
    } catch (KryoException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | NullPointerException
        | ClassCastException
        | IllegalArgumentException e) {
      throw violation("its fields do not fit " + type.getSimpleName(), e);
    } finally {
      kryo.reset();
    }
  }

  private static FlyshuttleException violation(String what, Throwable cause) {
    return new FlyshuttleException(
        ErrorCode.PROTOCOL_VIOLATION, "cannot read a message: " + what, cause);
  }

  /** Only vertices are looked up: they are large, and one message holds many tasks of each. */
  private static final class VertexReferences extends MapReferenceResolver {
    @Override
    public boolean useReferences(@SuppressWarnings("rawtypes") Class type) {
      return type == JobVertex.class;
    }
  }

  private static final class JobIdSerializer extends Serializer<JobID> {
    JobIdSerializer() {
      super(false, true);
    }

    @Override
    public void write(Kryo kryo, Output output, JobID id) {
      output.writeLong(id.getUpperPart());
      output.writeLong(id.getLowerPart());
    }

    @Override
    public JobID read(Kryo kryo, Input input, Class<? extends JobID> type) {
      long upper = input.readLong();
      return new JobID(input.readLong(), upper);
    }
  }
}
