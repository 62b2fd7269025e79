// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.core.extract;

import io.flyshuttle.core.type.InvalidTypesException;
import java.lang.invoke.MethodHandleInfo;
import java.lang.invoke.MethodType;
import java.lang.invoke.SerializedLambda;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The method behind a lambda or method reference.
 *
 * @param executable the method or constructor
 * @param parameters generic types of what the functional interface's method is called with, as far
 *     as the executable declares them; captured values left out, a receiver first
 * @param returned generic type of the result
 */
record LambdaMethod(Executable executable, List<Type> parameters, Type returned) {

  /** The method behind a function; null if the function is an object of a class of its own. */
  static LambdaMethod of(Object function) {
    Class<?> type = function.getClass();
    if (!type.isSynthetic() && !type.isHidden()) {
      return null;
    }
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      try {
        Method writeReplace = c.getDeclaredMethod("writeReplace");
        writeReplace.setAccessible(true);
        return writeReplace.invoke(function) instanceof SerializedLambda lambda
            ? of(lambda, type.getClassLoader())
            : null;
      } catch (NoSuchMethodException e) {
        // look in the class above
      } catch (ReflectiveOperationException | RuntimeException e) {
        throw new InvalidTypesException(
            "The lambda " + type.getName() + " does not say which method it calls.", e);
      }
    }
    return null;
  }

  private static LambdaMethod of(SerializedLambda lambda, ClassLoader loader)
      throws ReflectiveOperationException {
    Class<?> owner = Class.forName(lambda.getImplClass().replace('/', '.'), false, loader);
    MethodType signature =
        MethodType.fromMethodDescriptorString(lambda.getImplMethodSignature(), loader);
    if (lambda.getImplMethodKind() == MethodHandleInfo.REF_newInvokeSpecial) {
      Constructor<?> constructor = owner.getDeclaredConstructor(signature.parameterArray());
      return new LambdaMethod(constructor, List.of(constructor.getGenericParameterTypes()), owner);
    }
    Method method =
        find(owner, lambda.getImplMethodName(), signature.parameterArray(), signature.returnType());
    List<Type> parameters = new ArrayList<>();
    boolean hasReceiver = lambda.getImplMethodKind() != MethodHandleInfo.REF_invokeStatic;
    int captured = lambda.getCapturedArgCount();
    if (hasReceiver) {
      parameters.add(ParameterizedSelf.of(owner));
    }
    parameters.addAll(List.of(genericParameters(method)));
    return new LambdaMethod(
        method,
        List.copyOf(parameters.subList(captured, parameters.size())),
        method.getGenericReturnType());
  }

  /** Generic types where they match the erased ones one to one. */
  private static Type[] genericParameters(Method method) {
    Type[] generic = method.getGenericParameterTypes();
    return generic.length == method.getParameterCount() ? generic : method.getParameterTypes();
  }

  private static Method find(Class<?> owner, String name, Class<?>[] parameters, Class<?> returned)
      throws NoSuchMethodException {
    for (Class<?> c = owner; c != null; c = c.getSuperclass()) {
      for (Method method : c.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && method.getReturnType() == returned
            && Arrays.equals(method.getParameterTypes(), parameters)) {
          return method;
        }
      }
    }
    for (Method method : owner.getMethods()) {
      if (method.getName().equals(name) && Arrays.equals(method.getParameterTypes(), parameters)) {
        return method;
      }
    }
    throw new NoSuchMethodException(owner.getName() + "." + name);
  }
}
