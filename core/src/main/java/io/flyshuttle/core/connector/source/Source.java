// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.source;

import io.flyshuttle.core.connector.SimpleVersionedSerializer;

/**
 * A source: makes the enumerator, which finds splits and deals them out, and the readers, which
 * read them. Travels with the job by Java serialization.
 *
 * @param <T> type of the records
 * @param <SplitT> type of the splits
 * @param <EnumChkT> type of the enumerator's state
 */
public interface Source<T, SplitT extends SourceSplit, EnumChkT>
    extends SourceReaderFactory<T, SplitT> {

  Boundedness getBoundedness();

  /** Makes the enumerator of a job that starts afresh. */
  SplitEnumerator<SplitT, EnumChkT> createEnumerator(SplitEnumeratorContext<SplitT> enumContext)
      throws Exception;

  /** Makes the enumerator of a job that goes on from a checkpoint. */
  SplitEnumerator<SplitT, EnumChkT> restoreEnumerator(
      SplitEnumeratorContext<SplitT> enumContext, EnumChkT checkpoint) throws Exception;

  SimpleVersionedSerializer<SplitT> getSplitSerializer();

  SimpleVersionedSerializer<EnumChkT> getEnumeratorCheckpointSerializer();
}
