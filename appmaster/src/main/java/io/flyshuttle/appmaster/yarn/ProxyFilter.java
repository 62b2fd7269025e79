// Copyright the Flyshuttle authors. Licensed under the Apache License, Version 2.0; see LICENSE.
package io.flyshuttle.appmaster.yarn;

import io.flyshuttle.appmaster.web.WebServer;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import javax.servlet.DispatcherType;
import org.apache.hadoop.yarn.conf.HAUtil;
import org.apache.hadoop.yarn.conf.YarnConfiguration;
import org.apache.hadoop.yarn.server.webproxy.amfilter.AmIpFilter;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;

/**
 * Lets browsers see the session's page only through YARN's proxy, which knows who they are. Calls
 * of clients carry the session's secret and need no proxy.
 */
final class ProxyFilter {
  private static final String BASE_VARIABLE = "APPLICATION_WEB_PROXY_BASE";

  /** Adds the filter to the web server's context. */
  void install(ServletContextHandler context) {
    YarnConfiguration hadoop = new YarnConfiguration();
    List<String> hosts = new ArrayList<>();
    List<String> bases = new ArrayList<>();
    String base = System.getenv(BASE_VARIABLE);
    for (String address : proxies(hadoop)) {
      hosts.add(address.substring(0, address.lastIndexOf(':')));
      bases.add("http://" + address + (base == null ? "" : base));
    }
    FilterHolder filter = new FilterHolder(AmIpFilter.class);
    filter.setInitParameter(AmIpFilter.PROXY_HOSTS, String.join(",", hosts));
    filter.setInitParameter(AmIpFilter.PROXY_URI_BASES, String.join(",", bases));
    filter.setAsyncSupported(true);
    context.addFilter(filter, WebServer.PAGE_PATH, EnumSet.of(DispatcherType.REQUEST));
  }

  /** Where YARN's proxy is: a process of its own, or each ResourceManager. */
  private static List<String> proxies(YarnConfiguration hadoop) {
    String own = hadoop.get(YarnConfiguration.PROXY_ADDRESS, "");
    if (!own.isEmpty()) {
      return List.of(own);
    }
    List<String> addresses = new ArrayList<>();
    if (HAUtil.isHAEnabled(hadoop)) {
      for (String id : HAUtil.getRMHAIds(hadoop)) {
        String key = HAUtil.addSuffix(YarnConfiguration.RM_WEBAPP_ADDRESS, id);
        String host = hadoop.get(HAUtil.addSuffix(YarnConfiguration.RM_HOSTNAME, id), "");
        addresses.add(hadoop.get(key, host + ':' + YarnConfiguration.DEFAULT_RM_WEBAPP_PORT));
      }
    } else {
      InetSocketAddress address =
          hadoop.getSocketAddr(
              YarnConfiguration.RM_WEBAPP_ADDRESS,
              YarnConfiguration.DEFAULT_RM_WEBAPP_ADDRESS,
              YarnConfiguration.DEFAULT_RM_WEBAPP_PORT);
      addresses.add(address.getHostString() + ':' + address.getPort());
    }
    return addresses;
  }
}
