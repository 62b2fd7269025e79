// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.iterate;

import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.operator.Operator;
import io.flyshuttle.core.operator.OperatorContext;
import io.flyshuttle.core.operator.OperatorFactory;
import io.flyshuttle.core.option.Configuration;
import io.flyshuttle.core.type.TypeComparator;
import io.flyshuttle.operators.function.OutputCollector;
import io.flyshuttle.operators.function.UserFunction;
import io.flyshuttle.operators.join.PairFunction;

/** Joins its input with the solution set of the loop, by the solution set's key. */
public final class SolutionJoiner implements Operator {
  private final PairFunction<Object, Object, Object> function;
  private final UserFunction<Function> userFunction;
  private final TypeComparator<Object> keys;
  private final boolean solutionIsFirst;
  private final boolean keepsUnmatched;
  private SolutionSet.Lookup lookup;
  private OutputCollector<Object> collector;

  private SolutionJoiner(
      PairFunction<Object, Object, Object> function,
      Configuration parameters,
      TypeComparator<Object> keys,
      boolean solutionIsFirst,
      boolean keepsUnmatched) {
    this.function = function;
    this.userFunction = new UserFunction<>(function.userFunction(), parameters);
    this.keys = keys;
    this.solutionIsFirst = solutionIsFirst;
    this.keepsUnmatched = keepsUnmatched;
  }

  /**
   * A factory for the plan.
   *
   * @param keys compares the keys of the input's records
   * @param solutionIsFirst whether the solution set is the first side of the program's join
   * @param keepsUnmatched whether records without a partner in the solution set are paired with
   *     null
   */
  @SuppressWarnings("unchecked")
  public static OperatorFactory factory(
      PairFunction<?, ?, ?> function,
      Configuration parameters,
      TypeComparator<?> keys,
      boolean solutionIsFirst,
      boolean keepsUnmatched) {
    return () ->
        new SolutionJoiner(
            (PairFunction<Object, Object, Object>) function,
            parameters,
            (TypeComparator<Object>) keys,
            solutionIsFirst,
            keepsUnmatched);
  }

  @Override
  public void open(OperatorContext context) throws Exception {
    collector = new OutputCollector<>(context.output());
    lookup = SolutionSet.of(context).new Lookup(keys, context.inputSerializer(0));
    userFunction.open(context);
  }

  @Override
  public void process(int input, Object record, long timestamp) throws Exception {
    if (!lookup.isAside(record)) {
      join(record, lookup.findAsked(record));
    }
  }

  private void join(Object record, Object found) throws Exception {
    if (found == null && !keepsUnmatched) {
      return;
    }
    if (solutionIsFirst) {
      function.pair(found, record, collector);
    } else {
      function.pair(record, found, collector);
    }
  }

  @Override
  public void finish() throws Exception {
    lookup.answerAside(
        new SolutionSet.Answers() {
          @Override
          public void found(Object record, Object solution) throws Exception {
            join(record, solution);
          }

          @Override
          public void missing(Object record) throws Exception {
            join(record, null);
          }
        });
  }

  @Override
  public void close() throws Exception {
    try {
      userFunction.close();
    } finally {
      if (lookup != null) {
        lookup.close();
      }
    }
  }
}
