// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.worker.buffer;

import io.flyshuttle.core.checkpoint.ChannelSnapshot;
import io.flyshuttle.core.checkpoint.StateBlob;
import io.flyshuttle.core.checkpoint.file.BlobContent;
import io.flyshuttle.core.checkpoint.file.SegmentWriter;
import io.flyshuttle.core.memory.DataOutputView;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What the barriers of one checkpoint overtake in the channels of one task. The task opens a part
 * for each channel; whoever sees the channel's data adds to it until its barrier is there; when all
 * parts are done, what was said to {@link #whenDone} is called once. Usable by any thread.
 */
public final class InFlight {

  /** What is overtaken in one channel. */
  public final class Part {
    private final boolean input;
    private final int gate;
    private final int channel;
    private final List<SavedSlice> slices = new ArrayList<>();
    private boolean done;

    private Part(boolean input, int gate, int channel) {
      this.input = input;
      this.gate = gate;
      this.channel = channel;
    }

    /** Copies what was overtaken; later than everything that was added before. */
    public void add(byte[] array, int offset, int length, int head, int bodyEnd) {
      synchronized (InFlight.this) {
        if (!done && !canceled && length > 0) {
          slices.add(
              new SavedSlice(Arrays.copyOfRange(array, offset, offset + length), head, bodyEnd));
        }
      }
    }

    /** Copies a slice that was overtaken; the caller keeps its reference. */
    public void add(BufferSlice slice) {
      add(slice.buffer().array(), slice.offset(), slice.length(), slice.head(), slice.bodyEnd());
    }

    /** The channel's barrier is there, or it has ended. */
    public void done() {
      Runnable call;
      synchronized (InFlight.this) {
        if (done) {
          return;
        }
        done = true;
        open--;
        call = toCall();
      }
      if (call != null) {
        call.run();
      }
    }

    private void writeTo(DataOutputView out) throws IOException {
      for (SavedSlice slice : slices) {
        slice.write(out);
      }
    }
  }

  private final boolean overtaking;

  // guarded by this
  private final List<Part> parts = new ArrayList<>();
  private int open;
  private boolean canceled;
  private Runnable listener;

  /**
   * @param overtaking whether the task took its snapshot before all barriers had come
   */
  public InFlight(boolean overtaking) {
    this.overtaking = overtaking;
  }

  /** Whether the task took its snapshot before all barriers had come. */
  public boolean isOvertaking() {
    return overtaking;
  }

  /**
   * Opens the part of a channel.
   *
   * @param input whether it is an input's; else a result's
   * @param gate number of the input or result
   */
  public synchronized Part open(boolean input, int gate, int channel) {
    Part part = new Part(input, gate, channel);
    parts.add(part);
    open++;
    return part;
  }

  /** All parts have been opened; calls {@code action} once, when all are done. */
  public void whenDone(Runnable action) {
    Runnable call;
    synchronized (this) {
      listener = action;
      call = toCall();
    }
    if (call != null) {
      call.run();
    }
  }

  private Runnable toCall() {
    if (listener == null || open > 0 && !canceled) {
      return null;
    }
    Runnable call = listener;
    listener = null;
    return call;
  }

  /** The checkpoint is given up: what was saved is dropped, and nothing more is. */
  public void cancel() {
    Runnable call;
    synchronized (this) {
      canceled = true;
      parts.clear();
      call = toCall();
    }
    if (call != null) {
      call.run();
    }
  }

  /** Writes what was overtaken, when all parts are done. */
  public List<ChannelSnapshot> write(SegmentWriter segment) throws IOException {
    List<Part> written;
    synchronized (this) {
      if (canceled) {
        throw new IOException("the checkpoint was given up");
      }
      written = parts.stream().filter(part -> !part.slices.isEmpty()).toList();
    }
    List<BlobContent> contents = new ArrayList<>();
    written.forEach(part -> contents.add(part::writeTo));
    List<StateBlob> blobs = contents.isEmpty() ? List.of() : segment.writeAll(contents);
    List<ChannelSnapshot> channels = new ArrayList<>();
    for (int i = 0; i < written.size(); i++) {
      Part part = written.get(i);
      channels.add(new ChannelSnapshot(part.input, part.gate, part.channel, blobs.get(i)));
    }
    return channels;
  }
}
