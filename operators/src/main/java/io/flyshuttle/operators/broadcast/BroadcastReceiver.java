// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.broadcast;

import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.type.TypeSerializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads the broadcast inputs of an operator whole, then lets the operator open and work. Broadcast
 * inputs come after the operator's own.
 */
public final class BroadcastReceiver implements Operator {
  private final OperatorFactory innerFactory;
  private final int ownInputs;
  private final String[] names;
  private final Map<String, List<Object>> sets = new LinkedHashMap<>();
  private OperatorContext context;
  private List<TypeSerializer<Object>> serializers;
  private Operator inner;
  private int pending;
  private boolean[] ended;

  private BroadcastReceiver(OperatorFactory innerFactory, int ownInputs, String[] names) {
    this.innerFactory = innerFactory;
    this.ownInputs = ownInputs;
    this.names = names;
  }

  /**
   * A factory for the plan.
   *
   * @param ownInputs how many inputs the operator itself has
   * @param names of the broadcast sets, in the order of their inputs
   */
  public static OperatorFactory factory(OperatorFactory inner, int ownInputs, String[] names) {
    return () -> new BroadcastReceiver(inner, ownInputs, names);
  }

  @Override
  public void open(OperatorContext newContext) {
    context = newContext;
    pending = names.length;
    ended = new boolean[names.length];
    serializers = new ArrayList<>();
    for (int i = 0; i < names.length; i++) {
      serializers.add(context.inputSerializer(ownInputs + i));
      sets.put(names[i], new ArrayList<>());
    }
  }

  @Override
  public int nextInput() {
    for (int i = 0; i < ended.length; i++) {
      if (!ended[i]) {
        return ownInputs + i;
      }
    }
    return inner.nextInput();
  }

  @Override
  public boolean selectsInputPerRecord() {
    return inner != null && inner.selectsInputPerRecord();
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (input < ownInputs) {
      inner.process(input, record, timestamp);
    } else {
      sets.get(names[input - ownInputs]).add(serializers.get(input - ownInputs).copy(record));
    }
  }

  @Override
  public void endInput(int input) throws Exception {
    if (input < ownInputs) {
      inner.endInput(input);
      return;
    }
    ended[input - ownInputs] = true;
    if (--pending == 0) {
      inner = innerFactory.create();
      inner.open(new BroadcastContext(context, ownInputs, sets));
    }
  }

  @Override
  public long onWatermark(long watermark) throws Exception {
    return inner == null ? watermark : inner.onWatermark(watermark);
  }

  @Override
  public void finish() throws Exception {
    inner.finish();
  }

  @Override
  public void close() throws Exception {
    if (inner != null) {
      inner.close();
    }
  }
}
