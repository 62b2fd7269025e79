// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.datastream;

import io.flyshuttle.core.plan.Ship;

/**
 * Records on their way: which transformation emits them, by which output, and how they get to
 * whoever reads them. A {@link DataStream} is one flow, or several after a union.
 *
 * @param source the transformation that emits
 * @param sideOutput id of its side output, empty for its main output
 * @param ship how the records get to the reader
 */
record Flow(Transformation<?> source, String sideOutput, Ship ship) {

  static Flow of(Transformation<?> source) {
    return new Flow(source, "", Ship.automatic());
  }

  Flow by(Ship newShip) {
    return new Flow(source, sideOutput, newShip);
  }
}
