metadata name = 'Cosmos DB'
metadata description = 'The account without keys, its database and containers, and what each app may do with each container.'

import { containers, grants } from 'containers.bicep'
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
var principals = { api: api.principalId, pipeline: pipeline.principalId }

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
  for principalId in [principals.api, principals.pipeline]: {
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
    name: guid(account.id, item.app, item.container, principals[item.app])
    properties: {
      principalId: principals[item.app]
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
