metadata name = 'Cosmos DB'
metadata description = 'The account without keys, its database and containers, and what each app may do with each container.'

import { identity, privateAccess } from 'shared.bicep'

@description('Required. The installation\'s token in names.')
param token string

@description('Required. Where it is.')
param location string

@description('Required. Most request units a second that the database may use, shared by its containers, 1,000 or more; 0: serverless. An account is the one or the other for good.')
@minValue(0)
param throughput int

@description('Required. Who Api is.')
param api identity

@description('Required. Who Pipeline is.')
param pipeline identity

@description('Required. Where the private side is, if there is no public one.')
param access privateAccess

@description('Required. Tags of every resource.')
param tags object

var database = 'statushawk'
var isPrivate = !empty(access.subnetId)
var isServerless = throughput == 0
var day = 86400

// The same as CosmosContainer.All in functions/StatusHawk.Azure: a test compares them. ttl: seconds; -1: what a document says; 0: none.
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

// What the stores call, and no more; Probe has no business here.
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
var grants = [
  {
    app: 'api'
    who: api.principalId
    container: 'workspaces'
    actions: [may.read, may.query, may.create, may.replace, may.upsert, may.delete]
  }
  { app: 'api', who: api.principalId, container: 'accounts', actions: [may.read, may.create, may.replace, may.delete] }
  { app: 'api', who: api.principalId, container: 'log', actions: [may.query] }
  { app: 'api', who: api.principalId, container: 'live', actions: [may.read, may.query] }
  { app: 'api', who: api.principalId, container: 'incidents', actions: [may.read, may.query, may.create, may.replace] }
  { app: 'api', who: api.principalId, container: 'history', actions: [may.query] }
  { app: 'api', who: api.principalId, container: 'pages', actions: [may.read, may.create, may.upsert, may.delete] }
  {
    app: 'pipeline'
    who: pipeline.principalId
    container: 'workspaces'
    actions: [may.read, may.query, may.follow, may.replace, may.delete]
  }
  { app: 'pipeline', who: pipeline.principalId, container: 'accounts', actions: [may.create] }
  { app: 'pipeline', who: pipeline.principalId, container: 'log', actions: [may.query, may.create, may.delete] }
  {
    app: 'pipeline'
    who: pipeline.principalId
    container: 'live'
    actions: [may.read, may.query, may.follow, may.create, may.replace, may.delete]
  }
  {
    app: 'pipeline'
    who: pipeline.principalId
    container: 'incidents'
    actions: [may.read, may.query, may.create, may.replace, may.delete]
  }
  { app: 'pipeline', who: pipeline.principalId, container: 'history', actions: [may.read, may.query, may.create, may.replace, may.delete] }
  {
    app: 'pipeline'
    who: pipeline.principalId
    container: 'pages'
    actions: [may.read, may.query, may.create, may.replace, may.upsert, may.delete]
  }
]

resource account 'Microsoft.DocumentDB/databaseAccounts@2024-11-15' = {
  name: 'cosmos-${token}'
  location: location
  tags: tags
  kind: 'GlobalDocumentDB'
  properties: {
    databaseAccountOfferType: 'Standard'
    locations: [
      {
        locationName: location
        failoverPriority: 0
        isZoneRedundant: false
      }
    ]
    consistencyPolicy: {
      defaultConsistencyLevel: 'Session'
    }
    capabilities: isServerless ? [{ name: 'EnableServerless' }] : []
    // Any second of the last 7 days can be had back.
    backupPolicy: {
      type: 'Continuous'
      continuousModeProperties: {
        tier: 'Continuous7Days'
      }
    }
    disableKeyBasedMetadataWriteAccess: true
    disableLocalAuth: true
    minimalTlsVersion: 'Tls12'
    publicNetworkAccess: isPrivate ? 'Disabled' : 'Enabled'
  }
}

resource sqlDatabase 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15' = {
  parent: account
  name: database
  tags: tags
  properties: {
    resource: {
      id: database
    }
    options: isServerless ? {} : { autoscaleSettings: { maxThroughput: throughput } }
  }
}

resource container 'Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15' = [
  for item in containers: {
    parent: sqlDatabase
    name: item.name
    tags: tags
    properties: {
      resource: union(
        {
          id: item.name
          partitionKey: {
            kind: 'Hash'
            paths: [item.partitionKey]
            version: 2
          }
          indexingPolicy: {
            automatic: true
            indexingMode: 'consistent'
            includedPaths: map(item.paths, path => { path: path })
            excludedPaths: [{ path: '/*' }]
            compositeIndexes: item.orders
          }
        },
        item.ttl == 0 ? {} : { defaultTtl: item.ttl }
      )
    }
  }
]

// A client asks for the account's regions and the containers' keys before anything else.
// https://learn.microsoft.com/azure/cosmos-db/nosql/reference-data-plane-security
resource metadataReader 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions@2024-11-15' = {
  parent: account
  name: guid(account.id, 'metadata')
  properties: {
    roleName: 'StatusHawk: metadata'
    type: 'CustomRole'
    assignableScopes: [account.id]
    permissions: [
      {
        dataActions: ['Microsoft.DocumentDB/databaseAccounts/readMetadata']
      }
    ]
  }
}

resource metadataGrant 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = [
  for principalId in [api.principalId, pipeline.principalId]: {
    parent: account
    name: guid(account.id, 'metadata', principalId)
    properties: {
      principalId: principalId
      roleDefinitionId: metadataReader.id
      scope: account.id
    }
  }
]

resource definition 'Microsoft.DocumentDB/databaseAccounts/sqlRoleDefinitions@2024-11-15' = [
  for item in grants: {
    parent: account
    name: guid(account.id, item.app, item.container)
    properties: {
      roleName: 'StatusHawk: ${item.app} in ${item.container}'
      type: 'CustomRole'
      assignableScopes: [account.id]
      permissions: [
        {
          dataActions: item.actions
        }
      ]
    }
  }
]

resource assignment 'Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15' = [
  for (item, i) in grants: {
    parent: account
    name: guid(account.id, item.app, item.container, item.who)
    properties: {
      principalId: item.who
      roleDefinitionId: definition[i].id
      scope: '${account.id}/dbs/${database}/colls/${item.container}'
    }
    dependsOn: [container]
  }
]

module endpoint 'private-endpoint.bicep' = if (isPrivate) {
  name: 'cosmos-endpoint'
  params: {
    name: 'pe-${account.name}'
    location: location
    tags: tags
    resourceId: account.id
    groupId: 'Sql'
    access: access
  }
}

@description('The account\'s address.')
output endpoint string = account.properties.documentEndpoint
