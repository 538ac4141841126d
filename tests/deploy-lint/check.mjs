// The Dockerfile against the language's rules, each object for Kubernetes against its schema, and of both what keeps the service within bounds.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { validate, ValidationSeverity } from 'dockerfile-utils';
import { parseAllDocuments } from 'yaml';

const require = createRequire(import.meta.url);
const file = name => readFileSync(new URL(`../../deploy/${name}`, import.meta.url), 'utf8');
const faults = [];
const insist = (holds, what) => holds || faults.push(what);

const dockerfile = file('Dockerfile');
for (const fault of validate(dockerfile, { deprecatedMaintainer: ValidationSeverity.ERROR })) {
  faults.push(`Dockerfile:${fault.range.start.line + 1}: ${fault.message}`);
}

insist(/^USER [1-9]\d*:[1-9]\d*$/m.test(dockerfile), 'Dockerfile: it runs as root.');
insist(/^HEALTHCHECK /m.test(dockerfile), 'Dockerfile: it has no health check.');

for (const document of parseAllDocuments(file('kubernetes.yaml'))) {
  faults.push(...document.errors.map(error => `kubernetes.yaml: ${error.message}`));
  const object = document.toJS();
  const kind = require(`kubernetes-models/${object.apiVersion}/${object.kind}`)[object.kind];
  try {
    new kind(object).validate();
  } catch (error) {
    faults.push(`kubernetes.yaml, ${object.kind} ${object.metadata.name}: ${error.message}`);
  }

  const pod = object.spec.template?.spec;
  if (pod) {
    insist(pod.securityContext?.runAsNonRoot === true, `kubernetes.yaml, ${object.kind}: it may run as root.`);
    for (const container of pod.containers) {
      const rights = container.securityContext ?? {};
      insist(rights.readOnlyRootFilesystem === true, `kubernetes.yaml, ${container.name}: its root file system can be written.`);
      insist(rights.allowPrivilegeEscalation === false && rights.capabilities?.drop?.includes('ALL'), `kubernetes.yaml, ${container.name}: it has rights that it does not need.`);
      const mounted = new Set(container.volumeMounts.map(mount => mount.name));
      const there = new Set([...(pod.volumes ?? []), ...(object.spec.volumeClaimTemplates ?? []).map(claim => claim.metadata)].map(volume => volume.name));
      insist([...mounted].every(name => there.has(name)), `kubernetes.yaml, ${container.name}: it mounts a volume that is not there.`);
    }
  }
}

if (faults.length > 0) {
  console.error(faults.join('\n'));
  process.exit(1);
}
