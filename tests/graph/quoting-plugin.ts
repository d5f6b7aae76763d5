/** Secrets that tests send to the site, by door. */
export const canaries = {
  gate: 'CANARY-gate/1',
  siteUser: 'CANARYsiteuser',
  sitePassword: 'CANARY@site',
  client: 'CANARY-client-pass',
  token: 'CANARYtoken.abc-123',
  cookie: 'CANARYcookie%7C1',
  nonce: 'CANARYnonce',
  postPassword: 'CANARY post&pass',
  resetKey: 'CANARYresetkey',
  file: 'CANARYfile',
};

/** Each way in which the plugin answers a request. Requests that no way changes are answered as usual. */
export const ways: Readonly<Record<string, string>> = {
  'an error with a known code': "return new WP_Error('rest_forbidden', $text, ['status' => 403]);",
  'a parameter':
    "return new WP_Error('rest_invalid_param', $text, ['status' => 400, 'params' => ['search' => $text, $text => 'x']]);",
  'an error with an unknown code':
    "return new WP_Error('plugin_error', $text, ['status' => 401, 'details' => $text]);",
  'a code': "return new WP_Error($text, $text, ['status' => 400]);",
  'a failure': "return new WP_Error('db_error', $text, ['status' => 500]);",
  'a failed sign-in': "return new WP_Error('invalid_username', $text, ['status' => 401]);",
  'an exception': 'throw new Error($text);',
  'a page': 'status_header(500); echo "<title>$text</title>$text"; exit;',
  'a page of a firewall': 'status_header(406); echo "<h1>Not Acceptable!</h1>$text"; exit;',
  'a dump': "status_header(400); header('content-type: text/plain'); print_r($_SERVER); exit;",
  'text instead of JSON': 'echo $text; exit;',
  'JSON of another shape': "return ['quoted' => $text];",
  'documents of another shape': "return [['id' => ['x' => $text], 'title' => $text]];",
  'a redirect':
    "header('Location: http://elsewhere.example/' . rawurlencode($text) . '?q=' . rawurlencode($text), true, 302); exit;",
  'a redirect to itself':
    "header('Location: ' . $_SERVER['REQUEST_URI'] . '&q=' . rawurlencode($text), true, 302); exit;",
  headers:
    "header('X-Echo: ' . rawurlencode($text)); header('WWW-Authenticate: Basic realm=\"' . rawurlencode($text) . '\"'); status_header(401); exit;",
  cookies:
    "setcookie('wordpress_echo', $text); return new WP_Error('rest_forbidden', $text, ['status' => 403]);",
};

/** PHP that answers as the option `pressql_leak` says, with all that it receives. */
export const plugin = `
  $pressql_quoted = json_encode([$_SERVER, file_get_contents('php://input')])
    . print_r([$_SERVER['HTTP_AUTHORIZATION'] ?? '', $_SERVER['HTTP_COOKIE'] ?? '', $_SERVER['HTTP_X_GATE'] ?? '', $_SERVER['REQUEST_URI']], true)
    . base64_decode(substr($_SERVER['HTTP_AUTHORIZATION'] ?? '', 6));
  if (($_SERVER['PHP_AUTH_USER'] ?? '') === '${canaries.siteUser}') unset($_SERVER['PHP_AUTH_USER'], $_SERVER['PHP_AUTH_PW']);
  add_filter('rest_pre_dispatch', function ($result, $server, $request) use ($pressql_quoted) {
    $way = get_option('pressql_leak');
    if (!$way || !preg_match('#^/wp/v2/(posts|menus|comments|media)#', $request->get_route())) return $result;
    $text = "$pressql_quoted in " . ABSPATH . 'CANARYfolder/wp-config.php by CANARYmail@mail.example at 10.1.2.3:3306';
    switch ($way) {
      ${Object.entries(ways)
        .map(([way, code]) => `case '${way}': ${code}`)
        .join('\n')}
    }
  }, 10, 3);`;
