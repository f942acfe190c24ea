{{/*
The beginning of all names. 40 characters at most, so that a pod's name is still one for `hello` (64) and for a
label (63).
*/}}
{{- define "chat-cluster.fullname" -}}
{{- default .Release.Name .Values.fullnameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{- define "chat-cluster.name" -}}
{{- default .Chart.Name .Values.nameOverride | trunc 40 | trimSuffix "-" -}}
{{- end -}}

{{/* What selects the pods of a component: (list root component). */}}
{{- define "chat-cluster.selectorLabels" -}}
{{- $root := index . 0 -}}
app.kubernetes.io/name: {{ include "chat-cluster.name" $root }}
app.kubernetes.io/instance: {{ $root.Release.Name }}
app.kubernetes.io/component: {{ index . 1 }}
{{- end -}}

{{/* (list root component) */}}
{{- define "chat-cluster.labels" -}}
{{- $root := index . 0 -}}
{{ include "chat-cluster.selectorLabels" . }}
app.kubernetes.io/part-of: chat-cluster
app.kubernetes.io/version: {{ $root.Chart.AppVersion | quote }}
app.kubernetes.io/managed-by: {{ $root.Release.Service }}
helm.sh/chart: {{ printf "%s-%s" $root.Chart.Name $root.Chart.Version | replace "+" "_" | trunc 63 | trimSuffix "-" }}
{{- end -}}

{{/* (list root image) */}}
{{- define "chat-cluster.image" -}}
{{- $root := index . 0 -}}
{{- $image := index . 1 -}}
{{- printf "%s:%s" $image.repository (default $root.Chart.AppVersion $image.tag) | quote -}}
{{- end -}}

{{/*
What every pod says of itself. enableServiceLinks is no matter of taste: the variables that Kubernetes makes of
a Service named chat-… begin with CHAT_, and an unknown CHAT_* variable stops the start.
*/}}
{{- define "chat-cluster.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.serviceAccountName }}
serviceAccountName: {{ . }}
{{- end }}
{{- with .Values.imagePullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: {{ int64 .Values.runAsUser }}
  runAsGroup: {{ int64 .Values.runAsUser }}
  fsGroup: {{ int64 .Values.runAsUser }}
  fsGroupChangePolicy: OnRootMismatch
  seccompProfile:
    type: RuntimeDefault
{{- end -}}

{{- define "chat-cluster.containerSecurity" -}}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop:
      - ALL
{{- end -}}

{{/* (list root component values): where pods run. */}}
{{- define "chat-cluster.placement" -}}
{{- $values := index . 2 -}}
topologySpreadConstraints:
{{- range list "topology.kubernetes.io/zone" "kubernetes.io/hostname" }}
  - maxSkew: 1
    topologyKey: {{ . }}
    whenUnsatisfiable: ScheduleAnyway
    labelSelector:
      matchLabels:
        {{- include "chat-cluster.selectorLabels" $ | nindent 8 }}
    matchLabelKeys:
      - pod-template-hash
{{- end }}
{{- include "chat-cluster.machines" $values }}
{{- end -}}

{{/* Which machines pods may run on, and before whom, each on a line after the one before; nothing if nothing is said. */}}
{{- define "chat-cluster.machines" -}}
{{- with .nodeSelector }}
nodeSelector:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .tolerations }}
tolerations:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .affinity }}
affinity:
  {{- toYaml . | nindent 2 }}
{{- end }}
{{- with .priorityClassName }}
priorityClassName: {{ . }}
{{- end }}
{{- end -}}

{{/* Started is a process that listens, alive one that answers, ready one that should get work. */}}
{{- define "chat-cluster.probes" -}}
startupProbe:
  httpGet:
    path: /health/startup
    port: http
  periodSeconds: 2
  timeoutSeconds: 2
  failureThreshold: 60
livenessProbe:
  httpGet:
    path: /health/liveness
    port: http
  periodSeconds: 10
  timeoutSeconds: 5
  failureThreshold: 6
readinessProbe:
  httpGet:
    path: /health/readiness
    port: http
  periodSeconds: 3
  timeoutSeconds: 3
  failureThreshold: 2
{{- end -}}

{{/* Variables of every node: (list root port). */}}
{{- define "chat-cluster.nodeEnvironment" -}}
{{- $root := index . 0 -}}
- name: MICRONAUT_SERVER_HOST
  value: 0.0.0.0
- name: MICRONAUT_SERVER_PORT
  value: {{ index . 1 | quote }}
- name: CHAT_NODE_NAME
  valueFrom:
    fieldRef:
      fieldPath: metadata.name
- name: CHAT_LOG_LEVEL
  value: {{ $root.Values.logLevel }}
- name: CHAT_LOG_FORMAT
  value: {{ $root.Values.logFormat }}
- name: CHAT_REDIS_URL
  valueFrom:
    secretKeyRef:
      name: {{ $root.Values.redis.existingSecret }}
      key: {{ $root.Values.redis.urlKey }}
- name: CHAT_REDIS_CLUSTER
  value: {{ $root.Values.redis.cluster | quote }}
{{- end -}}

{{- define "chat-cluster.databaseEnvironment" -}}
{{- $database := .Values.database -}}
- name: CHAT_DATABASE_URL
  value: {{ printf "jdbc:postgresql://%s:%d/%s%s" $database.host (int $database.port) $database.name (empty $database.parameters | ternary "" (printf "?%s" $database.parameters)) | quote }}
- name: CHAT_DATABASE_USERNAME
  valueFrom:
    secretKeyRef:
      name: {{ $database.existingSecret }}
      key: {{ $database.usernameKey }}
- name: CHAT_DATABASE_PASSWORD
  valueFrom:
    secretKeyRef:
      name: {{ $database.existingSecret }}
      key: {{ $database.passwordKey }}
{{- end -}}

{{/* Variables of the values' `settings`. As JSON, large numbers keep their digits. */}}
{{- define "chat-cluster.settings" -}}
{{- range $name, $value := . }}
- name: {{ $name }}
  value: {{ kindIs "string" $value | ternary $value (toJson $value) | quote }}
{{- end }}
{{- end -}}

{{- define "chat-cluster.gatewayTerminationSeconds" -}}
{{- with .Values.gateway.drain -}}
{{- add .delaySeconds .windowSeconds .graceSeconds .closeSeconds .marginSeconds -}}
{{- end -}}
{{- end -}}

{{/* Rules of `egress` to peers at a port: (list peers port). */}}
{{- define "chat-cluster.egress" -}}
- ports:
    - protocol: TCP
      port: {{ index . 1 }}
{{- with index . 0 }}
  to:
    {{- toYaml . | nindent 4 }}
{{- end }}
{{- end -}}

{{- define "chat-cluster.dnsEgress" -}}
- ports:
    - protocol: UDP
      port: 53
    - protocol: TCP
      port: 53
{{- with .Values.networkPolicy.dns }}
  to:
    {{- toYaml . | nindent 4 }}
{{- end }}
{{- end -}}
