// The configuration files of php-fpm and nginx. All paths are in the stack's folder, and all ports are on 127.0.0.1.

/** Settings that PHP reads only from its command line. */
export const phpSettings = [
  '-d',
  'opcache.memory_consumption=192',
  '-d',
  'opcache.max_accelerated_files=20000',
];

/** Returns the configuration of php-fpm, with a fixed number of workers. */
export function fpmConfig(dir, { workers }) {
  return `[global]
pid = ${dir}/php-fpm.pid
error_log = ${dir}/php-errors.log
[www]
listen = ${dir}/php.sock
pm = static
pm.max_children = ${workers}
pm.max_requests = 5000
clear_env = no
catch_workers_output = yes
php_admin_value[memory_limit] = 256M
php_admin_value[upload_max_filesize] = 32M
php_admin_value[post_max_size] = 32M
php_admin_value[sys_temp_dir] = ${dir}/tmp
php_admin_value[upload_tmp_dir] = ${dir}/tmp
`;
}

/** Returns the configuration of nginx: one server for each site, all with the same PHP. */
export function nginxConfig(dir, sites) {
  const temporary = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  return `worker_processes 2;
pid ${dir}/nginx.pid;
error_log stderr warn;
events { worker_connections 512; }
http {
  include /etc/nginx/mime.types;
  access_log off;
  sendfile on;
  keepalive_requests 100000;
  client_max_body_size 32m;
  fastcgi_buffers 64 32k;
  # Room for the headers of a plugin that quotes its request.
  fastcgi_buffer_size 64k;
  ${temporary.map((kind) => `${kind}_temp_path ${dir}/tmp/${kind};`).join('\n  ')}
${sites.map((site) => serverBlock(dir, site)).join('')}}
`;
}

/** Without rewriting, only addresses of PHP files reach WordPress: `/index.php/…` does, but `/wp-json/` is a 404. */
function serverBlock(dir, { name, port, rewrites }) {
  return `  server {
    listen 127.0.0.1:${port};
    root ${dir}/wordpress;
    index index.php;
    location / { try_files $uri $uri/ ${rewrites ? '/index.php?$args' : '=404'}; }
    location ~ [^/]\\.php(/|$) {
      fastcgi_split_path_info ^(.+?\\.php)(/.*)$;
      set $path_info $fastcgi_path_info;
      if (!-f $document_root$fastcgi_script_name) { return 404; }
      include /etc/nginx/fastcgi_params;
      fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name;
      fastcgi_param PATH_INFO $path_info;
      fastcgi_param HTTP_HOST $http_host;
      fastcgi_param SITE_DATABASE ${name};
      fastcgi_param SITE_DATABASE_SOCKET ${dir}/mariadb.sock;
      fastcgi_pass unix:${dir}/php.sock;
    }
  }
`;
}
