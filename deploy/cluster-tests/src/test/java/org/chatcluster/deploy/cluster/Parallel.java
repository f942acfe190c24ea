package org.chatcluster.deploy.cluster;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/// The same thing many times at once.
public final class Parallel {
    private Parallel() {}

    /// Begins all calls together, each on a thread of its own, and returns their results in the
    /// order of their numbers, from 0 on.
    public static <T> List<T> times(int count, IntFunction<T> call) {
        CountDownLatch allReady = new CountDownLatch(count);
        try (var executor = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<T>> results =
                    IntStream.range(0, count)
                            .mapToObj(i ->
                                    CompletableFuture.supplyAsync(
                                            () -> {
                                                meet(allReady);
                                                return call.apply(i);
                                            },
                                            executor))
                            .toList();
            return results.stream().map(CompletableFuture::join).toList();
        }
    }

    private static void meet(CountDownLatch allReady) {
        allReady.countDown();
        try {
            allReady.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }
}
