// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.dataset;

import io.flyshuttle.core.extract.TypeExtractor;
import io.flyshuttle.core.function.CrossFunction;
import io.flyshuttle.core.function.CrossOperatorBase.CrossHint;
import io.flyshuttle.core.function.Function;
import io.flyshuttle.core.job.InvalidProgramException;
import io.flyshuttle.core.tuple.Tuple;
import io.flyshuttle.core.tuple.Tuple2;
import io.flyshuttle.core.type.TypeInformation;
import io.flyshuttle.core.typeinfo.TupleTypeInfo;
import io.flyshuttle.operators.join.PairFunction;
import io.flyshuttle.operators.join.ProjectPairFunction;
import io.flyshuttle.operators.join.TuplePairFunction;
import java.util.Objects;

/**
 * Pairs every record of one data set with every record of another.
 *
 * @param <I1> type of the records of the first
 * @param <I2> type of the records of the second
 * @param <OUT> type of the records it makes
 */
public class CrossOperator<I1, I2, OUT>
    extends TwoInputUdfOperator<I1, I2, OUT, CrossOperator<I1, I2, OUT>> {
  final PairFunction<I1, I2, OUT> pairFunction;
  final Function userFunction;
  final String defaultName;
  private final CrossHint hint;

  CrossOperator(
      DataSet<I1> input1,
      DataSet<I2> input2,
      Function userFunction,
      PairFunction<I1, I2, OUT> pairFunction,
      TypeInformation<OUT> returnType,
      CrossHint hint,
      String defaultName) {
    super(input1, input2, returnType);
    this.userFunction = userFunction;
    this.pairFunction = pairFunction;
    this.hint = hint;
    this.defaultName = defaultName;
  }

  @Override
  protected Function getFunction() {
    return userFunction;
  }

  /** Which side the user says is small. */
  public CrossHint getCrossHint() {
    return hint;
  }

  @Override
  Stage translate(Planner planner) {
    return JoinPlans.cross(planner, this);
  }

  /**
   * A cross that makes a tuple of each pair unless another function is given.
   *
   * @param <I1> type of the records of the first
   * @param <I2> type of the records of the second
   */
  public static final class DefaultCross<I1, I2> extends CrossOperator<I1, I2, Tuple2<I1, I2>> {

    public DefaultCross(
        DataSet<I1> input1, DataSet<I2> input2, CrossHint hint, String defaultName) {
      this(input1, input2, hint, defaultName, new TuplePairFunction<>());
    }

    private DefaultCross(
        DataSet<I1> input1,
        DataSet<I2> input2,
        CrossHint hint,
        String defaultName,
        TuplePairFunction<I1, I2> function) {
      super(
          input1,
          input2,
          function,
          function,
          new TupleTypeInfo<>(input1.getType(), input2.getType()),
          hint,
          defaultName);
    }

    /** Makes one record of each pair. */
    public <R> CrossOperator<I1, I2, R> with(CrossFunction<I1, I2, R> function) {
      Objects.requireNonNull(function, "the cross function is null");
      TypeInformation<R> returnType =
          TypeExtractor.getCrossReturnTypes(
              function, getInput1Type(), getInput2Type(), CallSite.current(), true);
      CrossFunction<I1, I2, R> cleaned = clean(function);
      return new CrossOperator<>(
          getInput1(),
          getInput2(),
          cleaned,
          PairFunction.cross(cleaned),
          returnType,
          getCrossHint(),
          CallSite.current());
    }

    /** Makes tuples of fields of the first side; none means the whole record. */
    public <OUT extends Tuple> ProjectCross<I1, I2, OUT> projectFirst(int... firstFieldIndexes) {
      return new ProjectCross<>(
          getInput1(),
          getInput2(),
          PairProjection.of(getInput1Type(), getInput2Type()).first(firstFieldIndexes),
          getCrossHint());
    }

    /** Makes tuples of fields of the second side; none means the whole record. */
    public <OUT extends Tuple> ProjectCross<I1, I2, OUT> projectSecond(int... secondFieldIndexes) {
      return new ProjectCross<>(
          getInput1(),
          getInput2(),
          PairProjection.of(getInput1Type(), getInput2Type()).second(secondFieldIndexes),
          getCrossHint());
    }
  }

  /**
   * A cross that makes tuples of fields of the two records.
   *
   * @param <I1> type of the records of the first
   * @param <I2> type of the records of the second
   * @param <OUT> type of the tuples it makes
   */
  public static final class ProjectCross<I1, I2, OUT extends Tuple>
      extends CrossOperator<I1, I2, OUT> {
    private final PairProjection projection;

    ProjectCross(
        DataSet<I1> input1, DataSet<I2> input2, PairProjection projection, CrossHint hint) {
      this(input1, input2, projection, hint, projection.function());
    }

    private ProjectCross(
        DataSet<I1> input1,
        DataSet<I2> input2,
        PairProjection projection,
        CrossHint hint,
        ProjectPairFunction<I1, I2, OUT> function) {
      super(input1, input2, function, function, projection.type(), hint, CallSite.current());
      this.projection = projection;
      this.forwardedFirst = projection.forwarded(0);
      this.forwardedSecond = projection.forwarded(1);
    }

    /** Adds fields of the first side; none means the whole record. */
    public <OUT1 extends Tuple> ProjectCross<I1, I2, OUT1> projectFirst(int... firstFieldIndexes) {
      return new ProjectCross<>(
          getInput1(), getInput2(), projection.first(firstFieldIndexes), getCrossHint());
    }

    /** Adds fields of the second side; none means the whole record. */
    public <OUT1 extends Tuple> ProjectCross<I1, I2, OUT1> projectSecond(
        int... secondFieldIndexes) {
      return new ProjectCross<>(
          getInput1(), getInput2(), projection.second(secondFieldIndexes), getCrossHint());
    }

    /** Checks nothing any more; kept for programs of old. */
    @SuppressWarnings("unchecked")
    public <OUT1 extends Tuple> CrossOperator<I1, I2, OUT1> types(Class<?>... types) {
      return (CrossOperator<I1, I2, OUT1>) this;
    }

    /** Refused: what a projection hands on is known. */
    @Override
    public CrossOperator<I1, I2, OUT> withForwardedFieldsFirst(String... fields) {
      throw new InvalidProgramException("a projection's forwarded fields are known");
    }

    /** Refused: what a projection hands on is known. */
    @Override
    public CrossOperator<I1, I2, OUT> withForwardedFieldsSecond(String... fields) {
      throw new InvalidProgramException("a projection's forwarded fields are known");
    }
  }
}
