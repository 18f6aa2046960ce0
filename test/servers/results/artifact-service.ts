import type { Artifacts } from './artifacts.ts';
import type { Bearer } from './runtime-token.ts';
import type { SignedUrls } from './signed-urls.ts';
import { type Call, type Fields, numberOf, TwirpError, textOf } from './twirp.ts';

export function artifactService(artifacts: Artifacts, urls: SignedUrls): Record<string, Call> {
  const named = async (run: string, name: string) => {
    const artifact = await artifacts.find(run, { name });
    if (artifact === undefined) throw new TwirpError('not_found', 'this run has no artifact of that name');
    return artifact;
  };

  return {
    'ArtifactService/CreateArtifact': async (request, bearer) => {
      const blob = await artifacts.create(runOf(request, bearer), textOf(request, 'name'));
      if (blob === undefined) {
        throw new TwirpError('already_exists', 'an artifact with this name already exists on the workflow run');
      }
      return { ok: true, signed_upload_url: urls.issue({ blob, right: 'write' }) };
    },

    'ArtifactService/FinalizeArtifact': async (request, bearer) => {
      const id = await artifacts.finalize({
        run: runOf(request, bearer),
        job: bearer.job,
        name: textOf(request, 'name'),
        size: numberOf(request, 'size'),
        digest: textOf(request, 'hash'),
      });
      if (id === undefined) throw new TwirpError('invalid_argument', 'what was uploaded has another size or digest');
      return { ok: true, artifact_id: String(id) };
    },

    'ArtifactService/ListArtifacts': async (request, bearer) => {
      const run = runOf(request, bearer);
      const found = await artifacts.list(run, {
        ...(request['name_filter'] === undefined ? {} : { name: textOf(request, 'name_filter') }),
        ...(request['id_filter'] === undefined ? {} : { id: numberOf(request, 'id_filter') }),
      });
      return {
        artifacts: found.map((each) => ({
          workflow_run_backend_id: each.run,
          workflow_job_run_backend_id: each.job,
          database_id: String(each.id),
          name: each.name,
          size: String(each.size),
          created_at: each.created,
          digest: each.digest,
        })),
      };
    },

    'ArtifactService/GetSignedArtifactURL': async (request, bearer) => {
      const { blob, name } = await named(runOf(request, bearer), textOf(request, 'name'));
      return { signed_url: urls.issue({ blob, right: 'read', fileName: name }) };
    },

    'ArtifactService/DeleteArtifact': async (request, bearer) => {
      const artifact = await named(runOf(request, bearer), textOf(request, 'name'));
      await artifacts.remove(artifact);
      return { ok: true, artifact_id: String(artifact.id) };
    },
  };
}

/** The run that the request names, which must be the one that the token speaks for. */
function runOf(request: Fields, bearer: Bearer): string {
  const run = textOf(request, 'workflow_run_backend_id');
  if (run !== bearer.run) throw new TwirpError('permission_denied', 'the token is of another run');
  return run;
}
