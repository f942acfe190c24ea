package org.chatcluster.deploy.cluster.compose;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.parallel.ResourceLock;

/// Marks a test class that is about the deployment of `deploy/docker/compose.yaml`, with three
/// gateways and two API nodes behind nginx: skipped where `deploy/docker/verify` has not brought
/// them up, and never run beside another such class.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@EnabledIfEnvironmentVariable(named = Compose.VARIABLE, matches = "http://.+")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ResourceLock(Compose.VARIABLE)
@interface OnCompose {}
