// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.operators.connector;

import io.flyshuttle.core.connector.MailboxExecutor;
import io.flyshuttle.core.function.lambda.ThrowingRunnable;
import io.flyshuttle.core.operator.Mailbox;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Actions for the task's thread. They wait in a queue of their own, so that a source or sink that
 * waits for one ({@link #yield}) runs its own actions and nobody else's.
 */
public final class TaskMail implements MailboxExecutor {
  private final Mailbox mailbox;
  private final BlockingQueue<Mailbox.Mail> queue = new LinkedBlockingQueue<>();

  public TaskMail(Mailbox mailbox) {
    this.mailbox = mailbox;
  }

  @Override
  public void execute(
      MailOptions mailOptions,
      ThrowingRunnable<? extends Exception> command,
      String descriptionFormat,
      Object... descriptionArgs) {
    queue.add(command::run);
    mailbox.execute(
        descriptionArgs.length == 0
            ? descriptionFormat
            : String.format(descriptionFormat, descriptionArgs),
        this::runOne);
  }

  /** One of the queue's actions may have run in a {@link #yield} meanwhile. */
  private void runOne() throws Exception {
    Mailbox.Mail mail = queue.poll();
    if (mail != null) {
      mail.run();
    }
  }

  @Override
  public void yield() throws InterruptedException {
    run(queue.take());
  }

  @Override
  public boolean tryYield() {
    Mailbox.Mail mail = queue.poll();
    if (mail != null) {
      run(mail);
    }
    return mail != null;
  }

  private static void run(Mailbox.Mail mail) {
    try {
      mail.run();
    } catch (RuntimeException | Error e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException("an action for the task's thread failed", e);
    }
  }

  @Override
  public boolean shouldInterrupt() {
    return !queue.isEmpty();
  }
}
