/// Who reaches whom: by the chart's network policies, and from outside by its routes.
@NullMarked
package org.chatcluster.deploy.kubernetes.network;

import org.jspecify.annotations.NullMarked;
