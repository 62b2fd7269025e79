// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.connector.sink.async;

import java.time.Duration;

/** When a writer sends what it has, and how much may be under way. Immutable. */
public class AsyncSinkWriterConfiguration {
  public static final long DEFAULT_REQUEST_TIMEOUT_MS = Duration.ofMinutes(10).toMillis();
  public static final boolean DEFAULT_FAIL_ON_TIMEOUT = false;

  private static final int INCREASE = 10;
  private static final double DECREASE = 0.5;

  private final int maxBatchSize;
  private final long maxBatchSizeInBytes;
  private final int maxInFlightRequests;
  private final int maxBufferedRequests;
  private final long maxTimeInBufferMillis;
  private final long maxRecordSizeInBytes;
  private final RateLimitingStrategy rateLimitingStrategy;
  private final long requestTimeoutMillis;
  private final boolean failOnTimeout;

  private AsyncSinkWriterConfiguration(AsyncSinkWriterConfigurationBuilder builder) {
    this.maxBatchSize = builder.maxBatchSize;
    this.maxBatchSizeInBytes = builder.maxBatchSizeInBytes;
    this.maxInFlightRequests = builder.maxInFlightRequests;
    this.maxBufferedRequests = builder.maxBufferedRequests;
    this.maxTimeInBufferMillis = builder.maxTimeInBufferMillis;
    this.maxRecordSizeInBytes = builder.maxRecordSizeInBytes;
    this.requestTimeoutMillis = builder.requestTimeoutMillis;
    this.failOnTimeout = builder.failOnTimeout;
    this.rateLimitingStrategy =
        builder.rateLimitingStrategy != null ? builder.rateLimitingStrategy : defaultStrategy();
  }

  private RateLimitingStrategy defaultStrategy() {
    int most = Math.max(INCREASE, maxBatchSize * maxInFlightRequests);
    return CongestionControlRateLimitingStrategy.builder()
        .setMaxInFlightRequests(maxInFlightRequests)
        .setInitialMaxInFlightMessages(maxBatchSize)
        .setScalingStrategy(
            AIMDScalingStrategy.builder(most)
                .setIncreaseRate(INCREASE)
                .setDecreaseFactor(DECREASE)
                .build())
        .build();
  }

  /** Settings are given one after the other, so that none is forgotten. */
  public static ConfigurationMaxBatchSize builder() {
    return new AsyncSinkWriterConfigurationBuilder();
  }

  /** Most entries of a request. */
  public int getMaxBatchSize() {
    return maxBatchSize;
  }

  /** Most bytes of a request. */
  public long getMaxBatchSizeInBytes() {
    return maxBatchSizeInBytes;
  }

  public int getMaxInFlightRequests() {
    return maxInFlightRequests;
  }

  /** Entries that may wait; more hold up the stream. */
  public int getMaxBufferedRequests() {
    return maxBufferedRequests;
  }

  /** Milliseconds after which a request is sent that is not full. */
  public long getMaxTimeInBufferMS() {
    return maxTimeInBufferMillis;
  }

  /** A larger entry fails the job. */
  public long getMaxRecordSizeInBytes() {
    return maxRecordSizeInBytes;
  }

  public RateLimitingStrategy getRateLimitingStrategy() {
    return rateLimitingStrategy;
  }

  /** Milliseconds after which a request is given up. */
  public long getRequestTimeoutMS() {
    return requestTimeoutMillis;
  }

  /** Whether a request that is given up fails the job; else it is sent again. */
  public boolean isFailOnTimeout() {
    return failOnTimeout;
  }

  /** The first setting. */
  public interface ConfigurationMaxBatchSize {
    ConfigurationMaxBatchSizeInBytes setMaxBatchSize(int maxBatchSize);
  }

  /** The second setting. */
  public interface ConfigurationMaxBatchSizeInBytes {
    ConfigurationMaxInFlightRequests setMaxBatchSizeInBytes(long maxBatchSizeInBytes);
  }

  /** The third setting. */
  public interface ConfigurationMaxInFlightRequests {
    ConfigurationMaxBufferedRequests setMaxInFlightRequests(int maxInFlightRequests);
  }

  /** The fourth setting. */
  public interface ConfigurationMaxBufferedRequests {
    ConfigurationMaxTimeInBufferMS setMaxBufferedRequests(int maxBufferedRequests);
  }

  /** The fifth setting. */
  public interface ConfigurationMaxTimeInBufferMS {
    ConfigurationMaxRecordSizeInBytes setMaxTimeInBufferMS(long maxTimeInBufferMS);
  }

  /** The sixth setting. */
  public interface ConfigurationMaxRecordSizeInBytes {
    AsyncSinkWriterConfigurationBuilder setMaxRecordSizeInBytes(long maxRecordSizeInBytes);
  }

  /** Collects settings. */
  public static class AsyncSinkWriterConfigurationBuilder
      implements ConfigurationMaxBatchSize,
          ConfigurationMaxBatchSizeInBytes,
          ConfigurationMaxInFlightRequests,
          ConfigurationMaxBufferedRequests,
          ConfigurationMaxTimeInBufferMS,
          ConfigurationMaxRecordSizeInBytes {
    private int maxBatchSize;
    private long maxBatchSizeInBytes;
    private int maxInFlightRequests;
    private int maxBufferedRequests;
    private long maxTimeInBufferMillis;
    private long maxRecordSizeInBytes;
    private RateLimitingStrategy rateLimitingStrategy;
    private long requestTimeoutMillis = DEFAULT_REQUEST_TIMEOUT_MS;
    private boolean failOnTimeout = DEFAULT_FAIL_ON_TIMEOUT;

    private static <N extends Number> N positive(N value, String what) {
      if (value.longValue() <= 0) {
        throw new IllegalArgumentException(what + " must be above 0, it is " + value);
      }
      return value;
    }

    @Override
    public ConfigurationMaxBatchSizeInBytes setMaxBatchSize(int newMaxBatchSize) {
      this.maxBatchSize = positive(newMaxBatchSize, "the number of entries of a request");
      return this;
    }

    @Override
    public ConfigurationMaxInFlightRequests setMaxBatchSizeInBytes(long newMaxBatchSizeInBytes) {
      this.maxBatchSizeInBytes = positive(newMaxBatchSizeInBytes, "the bytes of a request");
      return this;
    }

    @Override
    public ConfigurationMaxBufferedRequests setMaxInFlightRequests(int newMaxInFlightRequests) {
      this.maxInFlightRequests = positive(newMaxInFlightRequests, "the number of requests");
      return this;
    }

    @Override
    public ConfigurationMaxTimeInBufferMS setMaxBufferedRequests(int newMaxBufferedRequests) {
      this.maxBufferedRequests = positive(newMaxBufferedRequests, "the number of waiting entries");
      return this;
    }

    @Override
    public ConfigurationMaxRecordSizeInBytes setMaxTimeInBufferMS(long maxTimeInBufferMS) {
      this.maxTimeInBufferMillis = positive(maxTimeInBufferMS, "the time in the buffer");
      return this;
    }

    @Override
    public AsyncSinkWriterConfigurationBuilder setMaxRecordSizeInBytes(
        long newMaxRecordSizeInBytes) {
      this.maxRecordSizeInBytes = positive(newMaxRecordSizeInBytes, "the bytes of an entry");
      return this;
    }

    public AsyncSinkWriterConfigurationBuilder setRateLimitingStrategy(
        RateLimitingStrategy newRateLimitingStrategy) {
      this.rateLimitingStrategy = newRateLimitingStrategy;
      return this;
    }

    public AsyncSinkWriterConfigurationBuilder setRequestTimeoutMS(long requestTimeoutMS) {
      this.requestTimeoutMillis = positive(requestTimeoutMS, "the timeout of a request");
      return this;
    }

    public AsyncSinkWriterConfigurationBuilder setFailOnTimeout(boolean newFailOnTimeout) {
      this.failOnTimeout = newFailOnTimeout;
      return this;
    }

    public AsyncSinkWriterConfiguration build() {
      if (maxBufferedRequests <= maxBatchSize) {
        throw new IllegalArgumentException(
            "there must be room for more waiting entries ("
                + maxBufferedRequests
                + ") than one request has ("
                + maxBatchSize
                + ")");
      }
      if (maxBatchSizeInBytes < maxRecordSizeInBytes) {
        throw new IllegalArgumentException(
            "a request ("
                + maxBatchSizeInBytes
                + " bytes) must have room for the largest entry ("
                + maxRecordSizeInBytes
                + " bytes)");
      }
      return new AsyncSinkWriterConfiguration(this);
    }
  }
}
