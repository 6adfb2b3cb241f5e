metadata name = 'Containers'
metadata description = 'What is in the database, and who may do what with it.'

var day = 86400

@export()
@description('The containers, the same as CosmosContainer.All in functions/StatusHawk.Azure. ttl: seconds; -1: what a document says; 0: none.')
var containers = [
  {
    name: 'workspaces'
    partitionKey: '/workspaceId'
    ttl: -1
    paths: [
      '/type/?'
      '/deleted/?'
      '/body/fits/?'
      '/body/createdAt/?'
      '/body/key/?'
      '/body/tags/[]/?'
      '/body/kind/?'
      '/body/enabled/?'
      '/body/name/?'
      '/body/http/url/?'
      '/body/tcp/host/?'
      '/body/ping/host/?'
      '/body/dns/name/?'
      '/body/tls/host/?'
    ]
    orders: [
      [
        { path: '/type', order: 'ascending' }
        { path: '/body/createdAt', order: 'ascending' }
        { path: '/id', order: 'ascending' }
      ]
    ]
  }
  { name: 'accounts', partitionKey: '/id', ttl: -1, paths: [], orders: [] }
  { name: 'log', partitionKey: '/shard', ttl: 8 * day, paths: ['/slot/?'], orders: [] }
  { name: 'live', partitionKey: '/workspaceId', ttl: 0, paths: [], orders: [] }
  {
    name: 'incidents'
    partitionKey: '/workspaceId'
    ttl: 0
    paths: ['/startedAt/?', '/open/?']
    orders: [
      [
        { path: '/startedAt', order: 'descending' }
        { path: '/id', order: 'descending' }
      ]
    ]
  }
  { name: 'history', partitionKey: '/monitorId', ttl: -1, paths: ['/span/?', '/start/?'], orders: [] }
  { name: 'pages', partitionKey: '/slug', ttl: 0, paths: [], orders: [] }
]

var data = 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers'
var may = {
  read: '${data}/items/read'
  query: '${data}/executeQuery'
  follow: '${data}/readChangeFeed'
  create: '${data}/items/create'
  replace: '${data}/items/replace'
  upsert: '${data}/items/upsert'
  delete: '${data}/items/delete'
}
@export()
@description('What each app\'s stores call in each container, and no more. Probe has no business here.')
var grants = [
  {
    app: 'api'
    container: 'workspaces'
    actions: [may.read, may.query, may.create, may.replace, may.upsert, may.delete]
  }
  { app: 'api', container: 'accounts', actions: [may.read, may.create, may.replace, may.delete] }
  { app: 'api', container: 'log', actions: [may.query] }
  { app: 'api', container: 'live', actions: [may.read, may.query] }
  { app: 'api', container: 'incidents', actions: [may.read, may.query, may.create, may.replace] }
  { app: 'api', container: 'history', actions: [may.query] }
  { app: 'api', container: 'pages', actions: [may.read, may.create, may.upsert, may.delete] }
  {
    app: 'pipeline'
    container: 'workspaces'
    actions: [may.read, may.query, may.follow, may.replace, may.delete]
  }
  { app: 'pipeline', container: 'accounts', actions: [may.create] }
  { app: 'pipeline', container: 'log', actions: [may.query, may.create, may.delete] }
  {
    app: 'pipeline'
    container: 'live'
    actions: [may.read, may.query, may.follow, may.create, may.replace, may.delete]
  }
  {
    app: 'pipeline'
    container: 'incidents'
    actions: [may.read, may.query, may.create, may.replace, may.delete]
  }
  { app: 'pipeline', container: 'history', actions: [may.read, may.query, may.create, may.replace, may.delete] }
  {
    app: 'pipeline'
    container: 'pages'
    actions: [may.read, may.query, may.create, may.replace, may.upsert, may.delete]
  }
]
