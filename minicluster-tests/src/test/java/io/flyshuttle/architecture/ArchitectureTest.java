// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.Test;

/** The cut of the system, held from the first commit on: no frozen violations. */
final class ArchitectureTest {

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.flyshuttle");

  @Test
  void noImportCycleBetweenPackages() {
    check(slices().matching("io.flyshuttle.(**)").should().beFreeOfCycles());
  }

  @Test
  void coreStandsAlone() {
    check(
        classes()
            .that()
            .resideInAPackage("io.flyshuttle.core..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                "io.flyshuttle.core..",
                "java..",
                "javax.annotation..",
                "sun.misc..",
                "org.slf4j..",
                "org.apache.commons.compress..",
                "org.tukaani.xz..",
                "io.airlift.compress..",
                "com.esotericsoftware..",
                "net.jpountz..",
                "org.objenesis..",
                "org.objectweb.asm.."));
  }

  @Test
  void coreOpensNoSocket() {
    check(
        noClasses()
            .that()
            .resideInAPackage("io.flyshuttle.core..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(java.net.Socket.class, java.net.ServerSocket.class));
  }

  @Test
  void operatorsKnowOnlyCore() {
    check(onlyDependOn("io.flyshuttle.operators..", "io.flyshuttle.core.."));
  }

  @Test
  void protocolKnowsOnlyCore() {
    check(onlyDependOn("io.flyshuttle.protocol..", "io.flyshuttle.core.."));
  }

  @Test
  void datasetKnowsCoreAndOperators() {
    check(
        onlyDependOn(
            "io.flyshuttle.dataset..", "io.flyshuttle.core..", "io.flyshuttle.operators.."));
  }

  @Test
  void datastreamKnowsCoreAndOperators() {
    check(
        onlyDependOn(
            "io.flyshuttle.datastream..", "io.flyshuttle.core..", "io.flyshuttle.operators.."));
  }

  @Test
  void workerKnowsCoreAndProtocol() {
    check(
        onlyDependOn("io.flyshuttle.worker..", "io.flyshuttle.core..", "io.flyshuttle.protocol.."));
  }

  @Test
  void applicationMasterKnowsCoreAndProtocol() {
    check(
        onlyDependOn(
            "io.flyshuttle.appmaster..", "io.flyshuttle.core..", "io.flyshuttle.protocol.."));
  }

  @Test
  void sessionClientKnowsCoreAndProtocol() {
    check(
        onlyDependOn(
            "io.flyshuttle.session..", "io.flyshuttle.core..", "io.flyshuttle.protocol.."));
  }

  @Test
  void hdfsKnowsOnlyCore() {
    check(onlyDependOn("io.flyshuttle.hdfs..", "io.flyshuttle.core.."));
  }

  @Test
  void hadoopFormatsKnowOnlyCore() {
    check(onlyDependOn("io.flyshuttle.hadoop..", "io.flyshuttle.core.."));
  }

  @Test
  void onePackageSpeaksYarnInTheApplicationMaster() {
    check(
        noClasses()
            .that(
                resideInAPackage("io.flyshuttle.appmaster..")
                    .and(not(resideInAPackage("io.flyshuttle.appmaster.yarn.."))))
            .should()
            .dependOnClassesThat(resideInAnyPackage("org.apache.hadoop.yarn..")));
  }

  @Test
  void enginePartsKnowNoHadoop() {
    check(
        noClasses()
            .that()
            .resideInAnyPackage(
                "io.flyshuttle.core..",
                "io.flyshuttle.operators..",
                "io.flyshuttle.protocol..",
                "io.flyshuttle.worker..",
                "io.flyshuttle.local..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.hadoop.."));
  }

  @Test
  void noDrawers() {
    check(
        noClasses()
            .should()
            .resideInAnyPackage("..util..", "..utils..", "..common..", "..misc..", "..impl.."));
  }

  private static void check(ArchRule rule) {
    rule.check(CLASSES);
  }

  private static ArchRule onlyDependOn(String own, String... allowed) {
    String[] all = new String[allowed.length + 1];
    all[0] = own;
    System.arraycopy(allowed, 0, all, 1, allowed.length);
    return noClasses()
        .that()
        .resideInAPackage(own)
        .should()
        .dependOnClassesThat(resideInAPackage("io.flyshuttle..").and(not(resideInAnyPackage(all))));
  }
}
