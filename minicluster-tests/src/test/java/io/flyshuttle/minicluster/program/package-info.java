/** Programs as users write them, good and bad; packed into a jar and run in a session. */
package io.flyshuttle.minicluster.program;
