/** What a comparison needs around the jobs: data. */
package io.flyshuttle.benchmarks.run;
