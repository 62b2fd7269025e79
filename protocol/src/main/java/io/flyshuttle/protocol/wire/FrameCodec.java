// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.protocol.wire;

import io.flyshuttle.core.fault.ErrorCode;
import io.flyshuttle.core.fault.FlyshuttleException;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Messages as frames of bounded size.
 *
 * <pre>
 *  0      1                 9
 * +------+-----------------+------------------------------+----------------+
 * | last | sender (long)   | part of an encoded message   | MAC (16 bytes) |
 * +------+-----------------+------------------------------+----------------+
 * </pre>
 *
 * {@code last} is 1 in the last frame of a message, else 0. The frames of a message follow each
 * other among those of their sender. The MAC is over all bytes before it; it is missing if there is
 * no secret. Not thread-safe.
 */
final class FrameCodec {
  /** Largest part of a message in one frame. */
  static final int PART_BYTES = 192 << 10;

  private static final int SENDER_OFFSET = 1;
  private static final int PART_OFFSET = 9;
  private static final int MAC_BYTES = 16;

  private final MessageCodec messages = new MessageCodec();
  private final long sender;
  private final Mac mac;
  private final Map<Long, ByteArrayOutputStream> incomplete = new HashMap<>();

  /**
   * Makes a codec.
   *
   * @param sender a number that no other sender to the same receiver has
   * @param secret the session's secret, empty for none
   */
  FrameCodec(long sender, String secret) {
    this.sender = sender;
    if (secret.isEmpty()) {
      mac = null;
      return;
    }
    try {
      mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java has HmacSHA256", e);
    }
  }

  /** Cuts a message into frames. */
  List<Frame> encode(Object message) {
    byte[] bytes = messages.encode(message);
    List<Frame> frames = new ArrayList<>(1 + bytes.length / PART_BYTES);
    int offset = 0;
    do {
      int length = Math.min(PART_BYTES, bytes.length - offset);
      boolean last = offset + length == bytes.length;
      ByteBuffer frame = ByteBuffer.allocate(PART_OFFSET + length + (mac == null ? 0 : MAC_BYTES));
      frame.put((byte) (last ? 1 : 0)).putLong(sender).put(bytes, offset, length);
      if (mac != null) {
        mac.update(frame.array(), 0, PART_OFFSET + length);
        frame.put(mac.doFinal(), 0, MAC_BYTES);
      }
      frames.add(new Frame(frame.array()));
      offset += length;
    } while (offset < bytes.length);
    return frames;
  }

  /**
   * Takes the next frame; returns a message if it is complete now, else null.
   *
   * @throws FlyshuttleException with ACCESS_DENIED if the frame was not made with the secret,
   *     PROTOCOL_VIOLATION if it is not what the other side may send
   */
  <T> T decode(Frame frame, Class<T> expected) {
    byte[] bytes = frame.bytes();
    int end = bytes.length - (mac == null ? 0 : MAC_BYTES);
    if (end < PART_OFFSET) {
      throw new FlyshuttleException(
          ErrorCode.PROTOCOL_VIOLATION, "a frame of " + bytes.length + " bytes is too short");
    }
    if (mac != null) {
      mac.update(bytes, 0, end);
      byte[] wanted = Arrays.copyOf(mac.doFinal(), MAC_BYTES);
      if (!MessageDigest.isEqual(wanted, Arrays.copyOfRange(bytes, end, bytes.length))) {
        throw new FlyshuttleException(
            ErrorCode.ACCESS_DENIED, "a frame was dropped: it was not made with the session's key");
      }
    }
    long from = ByteBuffer.wrap(bytes).getLong(SENDER_OFFSET);
    boolean last = bytes[0] == 1;
    ByteArrayOutputStream earlier = incomplete.get(from);
    if (earlier == null && last) {
      return messages.decode(Arrays.copyOfRange(bytes, PART_OFFSET, end), expected);
    }
    if (earlier == null) {
      earlier = new ByteArrayOutputStream(2 * PART_BYTES);
      incomplete.put(from, earlier);
    }
    if (earlier.size() + (long) end > MessageCodec.DEFAULT_LIMIT_BYTES) {
      incomplete.remove(from);
      throw new FlyshuttleException(
          ErrorCode.PROTOCOL_VIOLATION, "a message is larger than the limit and was dropped");
    }
    earlier.write(bytes, PART_OFFSET, end - PART_OFFSET);
    if (!last) {
      return null;
    }
    incomplete.remove(from);
    return messages.decode(earlier.toByteArray(), expected);
  }
}
