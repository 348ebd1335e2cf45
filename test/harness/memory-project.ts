import { listProject, projectChanges } from '../../server/src/semantic/project/load-project';
import { Project } from '../../server/src/semantic/project/project';
import { MemorySource } from './memory-source';
import { testParser } from './parser';

/** The project of the given files. */
export async function loadedProject(
  files: Readonly<Record<string, string>> | MemorySource,
  root = '/p',
): Promise<Project> {
  const source = files instanceof MemorySource ? files : new MemorySource(files);
  const project = new Project(root, await testParser());
  await reload(project, source);
  return project;
}

/** Takes over everything that lies in the source now. */
export async function reload(project: Project, source: MemorySource): Promise<boolean> {
  const listing = await listProject(project.root, source);
  const before = project.files.onDisk.keys();
  return project.update(await projectChanges(listing, source, () => false, before));
}
