// What a person is told about a problem: what is wrong, and what to do.

import type {
  CertificateReason,
  CommandReason,
  Explanation,
  InvalidUrlReason,
  Problem,
  SignInScheme,
  UnreachableReason,
} from './problem';

/**
 * A problem in words. `now` is an instant; with it, a problem that says when to try again is told with
 * how long that is.
 */
export function explain(problem: Problem, now?: number): Explanation {
  switch (problem.kind) {
    case 'invalid-url':
      return invalidUrl(problem.reason);
    case 'unreachable':
      return unreachable(problem.host, problem.reason);
    case 'certificate':
      return certificate(problem.host, problem.reason);
    case 'timed-out':
      return {
        message: `${problem.host} did not answer within ${problem.seconds} seconds.`,
        advice:
          'Check that Airflow is up and not overloaded, and that VPN and proxy let the request through.',
      };
    case 'wrong-credentials':
      return wrongCredentials(problem.scheme);
    case 'signed-out':
      return signedOut(problem.scheme);
    case 'malformed-secret':
      return {
        message: `The ${secretName(problem.scheme)} has characters that cannot be sent.`,
        advice: 'Sign in again and paste it without line breaks and spaces.',
      };
    case 'token-command':
      return tokenCommand(problem.reason, problem.exitCode);
    case 'forbidden':
      return {
        message: `Airflow does not let this user read ${problem.what}.`,
        advice: `Ask an administrator of this Airflow for the permission to read ${problem.what}, or sign in as another user.`,
      };
    case 'no-api':
      return {
        message: `There is no Airflow REST API at this address of ${problem.host}.`,
        advice:
          "Check the URL's path: it is the address of Airflow's home page, for example https://airflow.example.com/prod. Airflow itself must not have its REST API switched off.",
      };
    case 'not-found':
      return {
        message: `Airflow does not know the ${singular[problem.what]} any more.`,
        advice: 'It may have been deleted or renamed. Refresh to see what there is now.',
      };
    case 'rate-limited':
      return {
        message: `Airflow, or a proxy before it, refuses more requests for now${until(problem.retryAt, now)}.`,
        advice: 'Airworthy waits and tries again by itself.',
      };
    case 'server-error':
      return serverError(problem.status, until(problem.retryAt, now));
    case 'not-airflow':
      return {
        message: `${problem.host} answers with a web page where Airflow's REST API should be.`,
        advice:
          'Check the URL. Where a sign-in page stands before Airflow, requests need a token that it accepts: choose the sign-in with a token or with a command that prints one.',
      };
    case 'redirected':
      return redirected(problem.location, problem.isLogin);
    case 'unsupported-version':
      return {
        message: `This is Airflow ${problem.version}, which Airworthy does not know.`,
        advice: 'Airworthy shows runs of Airflow 2.3 and later and of Airflow 3.',
      };
    case 'unexpected-answer':
      return {
        message: `Airflow's answer about ${problem.what} is not what its REST API promises (${problem.where}).`,
        advice:
          'Check whether a proxy changes answers. If not, please report it with the version of your Airflow.',
      };
    case 'too-large':
      return {
        message: `Airflow's answer about ${problem.what} is larger than ${problem.mebibytes} MiB and was not read.`,
        advice: "Look at it on Airflow's own pages.",
      };
    case 'refused-request':
      return refusedRequest(problem.what, problem.status);
    case 'cancelled':
      return { message: 'The request was cancelled.', advice: 'Refresh to send it again.' };
  }
}

const singular = {
  'the version': 'version',
  DAGs: 'DAG',
  runs: 'run',
  'task instances': 'task instance or its run',
  tries: 'task instance',
  'task logs': 'log of this try',
  'import errors': 'import error',
  'the health report': 'health report',
  'a token': 'token',
} as const;

function invalidUrl(reason: InvalidUrlReason): Explanation {
  switch (reason) {
    case 'not-a-url':
      return {
        message: 'This is not a URL.',
        advice:
          "Enter the address of Airflow's home page, for example https://airflow.example.com.",
      };
    case 'wrong-scheme':
      return {
        message: 'The URL begins with neither https:// nor http://.',
        advice:
          "Enter the address of Airflow's home page, for example https://airflow.example.com.",
      };
    case 'has-credentials':
      return {
        message:
          'The URL has a user name or a password in it, which settings and logs would show to others.',
        advice: 'Leave them out of the URL and enter them when you are asked for them.',
      };
    case 'has-query':
      return {
        message: 'The URL has a part after ? or #, which no address of an Airflow has.',
        advice: 'Leave that part out.',
      };
  }
}

function unreachable(host: string, reason: UnreachableReason): Explanation {
  switch (reason) {
    case 'unknown-host':
      return {
        message: `There is no host named ${host}.`,
        advice: 'Check the spelling of the URL, and whether the name is known only inside a VPN.',
      };
    case 'refused':
      return {
        message: `Nothing answers at ${host}: the connection was refused.`,
        advice: "Check that Airflow is running there, and the port: Airflow's own is 8080.",
      };
    case 'connection-lost':
      return {
        message: `${host} ended the connection before its answer was complete.`,
        advice: 'Airflow may be restarting. Airworthy tries again by itself.',
      };
    case 'no-route':
      return {
        message: `There is no way to ${host} from this machine's network.`,
        advice: 'Check the network connection and the VPN.',
      };
    case 'tls':
      return {
        message: `No secure connection to ${host} could be made.`,
        advice:
          'Check that the server speaks https at this port: an Airflow without a certificate is reached over http.',
      };
    case 'unknown':
      return {
        message: `${host} cannot be reached.`,
        advice:
          'Check the URL, the network and the proxy. In a browser, Airflow must also allow requests from other origins ([api] access_control_allow_origins).',
      };
  }
}

function certificate(host: string, reason: CertificateReason): Explanation {
  const trust =
    'Add the certificate, or the authority that signed it, to the certificates that this system trusts, and restart the editor.';
  switch (reason) {
    case 'self-signed':
      return {
        message: `The certificate of ${host} is signed by itself, so nobody vouches for the server.`,
        advice: trust,
      };
    case 'unknown-authority':
      return {
        message: `The certificate of ${host} is signed by an authority that this system does not trust.`,
        advice: trust,
      };
    case 'expired':
      return {
        message: `The certificate of ${host} has expired, or is not valid yet.`,
        advice: "Have it renewed, and check this machine's date.",
      };
    case 'wrong-host':
      return {
        message: `The certificate of ${host} is for another host.`,
        advice: 'Use the name for which the certificate was made, or have it made for this one.',
      };
    case 'other':
      return { message: `The certificate of ${host} is not valid.`, advice: 'Have it renewed.' };
  }
}

function wrongCredentials(scheme: SignInScheme): Explanation {
  switch (scheme) {
    case 'password':
      return {
        message: 'Airflow does not accept this user name and password.',
        advice: 'Sign in again. An account of a single sign-on has no password here: use a token.',
      };
    case 'basic':
      return {
        message: 'The server does not accept this user name and password over Basic.',
        advice:
          'Sign in again. Airflow 3 takes no Basic: choose the sign-in with user name and password. Airflow 2 takes it only with airflow.api.auth.backend.basic_auth in [api] auth_backends.',
      };
    case 'bearer':
      return {
        message: 'Airflow does not accept this token.',
        advice: 'It may have expired or be for another Airflow: sign in with a new one.',
      };
    case 'command':
      return {
        message: 'Airflow does not accept the token that the command prints.',
        advice: 'Run the command in a terminal and check that its account may use this Airflow.',
      };
    case 'none':
      return {
        message: 'This Airflow wants a sign-in.',
        advice: 'Change the environment and choose how to sign in.',
      };
  }
}

function signedOut(scheme: SignInScheme): Explanation {
  switch (scheme) {
    case 'password':
    case 'basic':
      return {
        message: 'You are signed out of this Airflow.',
        advice: 'Sign in with your password.',
      };
    case 'bearer':
      return {
        message: 'You are signed out of this Airflow, or its token has expired.',
        advice: 'Sign in with a new token.',
      };
    case 'command':
      return {
        message: 'The token that the command prints has stopped working.',
        advice: 'Its account may be signed out: run the command in a terminal.',
      };
    case 'none':
      return {
        message: 'This Airflow wants a sign-in now.',
        advice: 'Change the environment and choose how to sign in.',
      };
  }
}

function secretName(scheme: SignInScheme): string {
  return scheme === 'password' || scheme === 'basic' ? 'password' : 'token';
}

function tokenCommand(reason: CommandReason, exitCode: number | undefined): Explanation {
  const advice = 'Run it in a terminal to see what is wrong.';
  switch (reason) {
    case 'not-available':
      return {
        message: 'No command can be run here to get a token.',
        advice: 'Open the folder in VS Code on the desktop, or choose another sign-in.',
      };
    case 'not-found':
      return {
        message: 'The program of the token command was not found.',
        advice: "Check its name and that it is on the editor's PATH, or give its whole path.",
      };
    case 'failed':
      return {
        message: `The token command failed${exitCode === undefined ? '' : ` with exit code ${exitCode}`}.`,
        advice,
      };
    case 'timed-out':
      return {
        message: 'The token command did not end in time, and was ended.',
        advice: `It must not ask anything. ${advice}`,
      };
    case 'no-output':
      return { message: 'The token command printed nothing.', advice };
    case 'too-much-output':
      return {
        message: 'The token command printed far more than a token.',
        advice: 'It must print the token and nothing else.',
      };
    case 'not-a-token':
      return {
        message: 'What the token command printed is not a token.',
        advice: 'It must print the token in one line and nothing else.',
      };
  }
}

function serverError(status: number, until: string): Explanation {
  if (status === 502 || status === 503 || status === 504) {
    return {
      message: `Airflow is not available behind its proxy (status ${status})${until}.`,
      advice: 'It may be restarting. Airworthy tries again by itself.',
    };
  }
  return {
    message: `Airflow failed to answer (status ${status})${until}.`,
    advice: "Its web server's log says why. Airworthy tries again by itself.",
  };
}

function redirected(location: string, isLogin: boolean): Explanation {
  if (isLogin) {
    return {
      message: `The server sends requests to a sign-in page (${location}) in place of an answer.`,
      advice:
        'The sign-in has expired, or a proxy wants one of its own: choose the sign-in with a token or with a command that prints one.',
    };
  }
  return {
    message: `The server sends requests on to ${location}. Airworthy follows no redirect, so that no password goes where it should not.`,
    advice: 'If that is where Airflow is, change the URL of the environment to it.',
  };
}

function refusedRequest(what: string, status: number): Explanation {
  if (what === 'a token') {
    return {
      message: `This Airflow gives no token for a user name and password (status ${status}).`,
      advice: 'Its auth manager takes other sign-ins: use a token, or a command that prints one.',
    };
  }
  return {
    message: `Airflow refused the request about ${what} (status ${status}).`,
    advice: 'Check the URL, and whether a proxy stands before Airflow that wants something else.',
  };
}

function until(retryAt: number | undefined, now: number | undefined): string {
  if (retryAt === undefined || now === undefined || retryAt <= now) return '';
  const seconds = Math.ceil((retryAt - now) / 1000);
  if (seconds < 120) return `, for ${seconds} seconds`;
  return `, for ${Math.ceil(seconds / 60)} minutes`;
}
